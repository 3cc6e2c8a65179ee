using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Systemd;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Systemd;

public sealed class ServiceNotifierTests
{
    [Fact]
    public async Task Systemd_gets_one_datagram_a_message()
    {
        using var directory = new TemporaryDirectory();
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(directory.At("notify")));
        var notifier = new ServiceNotifier(directory.At("notify"));

        notifier.Ready();
        notifier.Status("two\nlines");
        notifier.Watchdog();

        Assert.Equal("READY=1", await ReceiveAsync(systemd));
        Assert.Equal("STATUS=two lines", await ReceiveAsync(systemd));
        Assert.Equal("WATCHDOG=1", await ReceiveAsync(systemd));
    }

    [Fact]
    public async Task An_abstract_address_is_understood()
    {
        var name = $"gateway-test-{Guid.NewGuid():N}";
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint($"\0{name}"));

        new ServiceNotifier($"@{name}").Ready();

        Assert.Equal("READY=1", await ReceiveAsync(systemd));
    }

    [Fact]
    public void Where_nobody_listens_nothing_fails() => new ServiceNotifier("/nowhere/notify").Status("ready");

    [Theory]
    [InlineData("60000000", 30)]
    [InlineData(null, null)]
    [InlineData("0", null)]
    public void The_watchdog_is_fed_twice_as_often_as_systemd_asks(string? microseconds, int? seconds)
    {
        Assert.Equal(seconds, (int?)WatchdogService.Interval(microseconds)?.TotalSeconds);
    }

    [Fact]
    public void Uptime_is_the_first_number_of_the_kernels_file()
    {
        using var directory = new TemporaryDirectory();

        Assert.Equal(17.25, new KernelClock(directory.Write("uptime", "17.25 30.00\n")).Seconds);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[1000];
        var length = await socket.ReceiveAsync(buffer, Test.Cancellation).AsTask().SoonAsync();
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
