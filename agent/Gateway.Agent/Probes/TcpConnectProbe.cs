using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Connects to a TCP port and hangs up.</summary>
internal static class TcpConnectProbe
{
    public static async Task<string?> AskAsync(Probe.TcpConnect probe, CancellationToken cancellation)
    {
        var server = new IPEndPoint(IPAddress.Parse(probe.Address), probe.Port);
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        return null;
    }
}
