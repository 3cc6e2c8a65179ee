using System.Net.Sockets;
using Gateway.Agent.Control;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Stack;
using Gateway.Agent.Tests.Files;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Stack;

public sealed class HostChannelTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Latest<StackReport> _reports = new(new StackReport { Generation = 1 });
    private readonly HostChannel _channel;

    public HostChannelTests() =>
        _channel = new HostChannel(SocketPath, _reports, NullLogger<HostChannel>.Instance);

    private string SocketPath => _directory.At("host.sock");

    public async ValueTask InitializeAsync() => await _channel.StartAsync(Test.Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _channel.StopAsync(CancellationToken.None);
        _channel.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_whole_report_is_sent_on_connecting_and_on_each_change()
    {
        using var host = Listen();
        using var connection = await host.AcceptAsync(Test.Cancellation).SoonAsync();
        var lines = Lines(connection);
        Assert.Equal(1, (await NextAsync(lines)).Generation);

        _reports.Publish(new StackReport { Generation = 1 });
        _reports.Publish(new StackReport { Generation = 2, Ready = true });

        var next = await NextAsync(lines);
        Assert.Equal((2, true), (next.Generation, next.Ready));
    }

    [Fact]
    public async Task A_host_that_comes_back_gets_the_whole_report_again()
    {
        using (var host = Listen())
        {
            using var connection = await host.AcceptAsync(Test.Cancellation).SoonAsync();
            await NextAsync(Lines(connection));
        }

        using var later = Listen();
        using var again = await later.AcceptAsync(Test.Cancellation).SoonAsync();

        Assert.Equal(1, (await NextAsync(Lines(again))).Generation);
    }

    private UnixListener Listen() => new(SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite, [LinuxFileAccess.User]);

    private static LineReader Lines(Socket connection) => new(new NetworkStream(connection), ControlSocket.MessageLimit);

    private static async Task<StackReport> NextAsync(LineReader lines) =>
        StatusJson.ParseReport((await lines.ReadLineAsync(Test.Cancellation).SoonAsync())!);
}
