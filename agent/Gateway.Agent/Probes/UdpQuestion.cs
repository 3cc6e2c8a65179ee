using System.Net;
using System.Net.Sockets;

namespace Gateway.Agent.Probes;

/// <summary>One datagram there, one back.</summary>
internal static class UdpQuestion
{
    private const int LargestAnswer = 4096;

    public static async Task<byte[]> AskAsync(IPEndPoint server, byte[] question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected, so that a closed port is an error at once and nobody else's datagram is taken.
        await socket.ConnectAsync(server, cancellation);
        await socket.SendAsync(question, cancellation);
        var buffer = new byte[LargestAnswer];
        var length = await socket.ReceiveAsync(buffer, cancellation);
        return buffer[..length];
    }
}
