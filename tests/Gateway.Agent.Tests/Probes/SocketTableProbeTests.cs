using System.Net;
using System.Net.Sockets;
using Gateway.Agent.Probes;
using Gateway.Planning.Desired;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Probes;

/// <summary>Against tables as the kernel of Debian 13 prints them.</summary>
public sealed class SocketTableProbeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SocketTableProbeTests()
    {
        _directory.Write("net/br-inside/ifindex", "4\n");
        _directory.Write("net/outside/ifindex", "5\n");
        Table("packet", """
            sk               RefCnt Type Proto  Iface R Rmem   User   Inode
            0000000000000000 3      3    0003   4     1 0      101    1001
            0000000000000000 3      2    0800   5     1 0      998    1002
            """);
        Table("raw6", """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
               58: 00000000000000000000000000000000:003A 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2001 2 0000000000000000 0
               58: 00000000000000000000000000000000:003A 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000   998        0 2002 2 0000000000000000 0
            """);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Keas_own_socket_on_the_interface_answers()
    {
        Process(100, "kea-dhcp4", "1001");

        Assert.Null(Dhcp("br-inside"));
        Assert.Equal("kea-dhcp4 has no DHCP socket on outside", Dhcp("outside"));
        Assert.Equal("there is no interface wan9", Dhcp("wan9"));
    }

    [Fact]
    public void Another_programs_packet_socket_does_not()
    {
        Process(100, "systemd-network", "1001");
        Process(101, "kea-dhcp4", "77");

        Assert.Equal("kea-dhcp4 has no DHCP socket on br-inside", Dhcp("br-inside"));
    }

    [Fact]
    public void Radvds_own_socket_answers_and_networkds_does_not()
    {
        Process(98, "systemd-network", "2002");
        Assert.Equal("radvd has no ICMPv6 socket to advertise on br-inside", Advertiser());

        Process(99, "radvd", "2001");
        Assert.Null(Advertiser());
    }

    [Fact]
    public void The_sockets_of_a_real_process_are_found()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var sockets = new ProcessSockets();
        var inode = sockets.Table("net/udp").Single(row => row[1] == $"0100007F:{port:X4}")[9];

        Assert.Contains(inode, sockets.OpenBy(File.ReadAllText($"/proc/{Environment.ProcessId}/comm").Trim()));
    }

    private string? Dhcp(string name) =>
        new DhcpSocketProbe(new ProcessSockets(_directory.At("proc")), _directory.At("net")).Ask(new Probe.DhcpSocket(name));

    private string? Advertiser() =>
        new RouterAdvertiserProbe(new ProcessSockets(_directory.At("proc"))).Ask(new Probe.RouterAdvertiser("br-inside"));

    private void Table(string name, string text) => _directory.Write($"proc/net/{name}", text);

    private void Process(int id, string name, string inode)
    {
        _directory.Write($"proc/{id}/comm", name + "\n");
        Directory.CreateDirectory(_directory.At($"proc/{id}/fd"));
        File.CreateSymbolicLink(_directory.At($"proc/{id}/fd/3"), $"socket:[{inode}]");
    }
}
