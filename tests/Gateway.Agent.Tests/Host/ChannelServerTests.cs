using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Host;

public sealed class ChannelServerTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ContainerUser _user = new();
    private readonly HostBoard _board;
    private readonly ChannelServer _server;

    public ChannelServerTests()
    {
        _board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        _board.Update(static view => view with { Release = "1" });
        _server = new ChannelServer(_directory.At("host.sock"), _user, _board, new Trigger(), NullLogger<ChannelServer>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Nobody_is_heard_before_it_is_known_who_the_containers_root_is()
    {
        await _server.StartAsync(Test.Cancellation);

        Assert.False(File.Exists(_directory.At("host.sock")));
    }

    [Fact]
    public async Task A_report_is_shown_until_the_container_leaves()
    {
        using var connection = await ConnectAsync();
        var seen = _board.Changes.Value;

        await SendAsync(connection, StatusJson.ToText(new StackReport { FailedUnits = ["kea.service"] }));

        var reported = await _board.Changes.NextAsync(seen, Test.Cancellation).SoonAsync();
        Assert.Equal(["kea.service"], reported.Health.FailedContainerUnits);
        connection.Dispose();
        Assert.Empty((await _board.Changes.NextAsync(reported, Test.Cancellation).SoonAsync()).Health.FailedContainerUnits);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("""{"version":1,"generation":1,"ready":true,"services":[null],"links":[],"failedUnits":[],"conditions":[]}""")]
    [InlineData("""{"version":1,"generation":1,"ready":true,"services":null,"links":[],"failedUnits":[],"conditions":[]}""")]
    [InlineData("""{"version":1,"generation":1,"ready":true,"services":[{"name":null,"state":"answering","reason":null,"restarts":0}],"links":[],"failedUnits":[],"conditions":[]}""")]
    public async Task A_line_that_is_no_report_ends_the_connection_and_the_next_one_is_served(string line)
    {
        using (var bad = await ConnectAsync())
        {
            await SendAsync(bad, line);
            Assert.Equal(0, await bad.ReceiveAsync(new byte[1], Test.Cancellation).AsTask().SoonAsync());
        }

        using var good = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await good.ConnectAsync(new UnixDomainSocketEndPoint(_directory.At("host.sock")), Test.Cancellation);
        var seen = _board.Changes.Value;
        await SendAsync(good, StatusJson.ToText(new StackReport { FailedUnits = ["kea.service"] }));

        Assert.Equal(["kea.service"], (await _board.Changes.NextAsync(seen, Test.Cancellation).SoonAsync()).Health.FailedContainerUnits);
    }

    private async Task<Socket> ConnectAsync()
    {
        var appeared = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(_directory.Path, "host.sock");
        // The mode is set just before the socket listens.
        watcher.Changed += (_, _) => appeared.TrySetResult();
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await _server.StartAsync(Test.Cancellation);
        _user.Learn(LinuxFile.geteuid());
        await appeared.Task.SoonAsync();
        return await ConnectSoonAsync();
    }

    /// <summary>The file is there a moment before the socket listens, and no event tells the difference.</summary>
    private async Task<Socket> ConnectSoonAsync()
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_directory.At("host.sock")), Test.Cancellation);
                return socket;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                socket.Dispose();
                await Task.Yield();
            }
        }
    }

    private static async Task SendAsync(Socket socket, string line) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(line + "\n"), Test.Cancellation);
}
