using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;

namespace Gateway.Agent.Cards;

/// <summary>Asks the wire of a card for a DHCP server, and takes nothing from it. No address of the machine changes, and no other client of it is disturbed.</summary>
internal static class DhcpProbe
{
    private const int BufferLength = 2048;

    /// <summary>How long is waited after each question.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <param name="client">Who asks: 6 bytes.</param>
    /// <returns>The first offer; null: none came in time.</returns>
    public static async Task<HeardOffer?> AskAsync(ListeningPost post, byte[] client, CancellationToken cancellation)
    {
        var transaction = BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(sizeof(uint)));
        using var socket = NetworkNamespace.Run(
            post.Process, () => PacketSocket.Open(post.Link, EthernetFrame.All, DhcpDiscovery.Filter(transaction)));
        // Some servers answer the client's own address although they are asked to answer everybody.
        socket.HearEverything();
        foreach (var pause in Pauses)
        {
            await socket.SendAsync(DhcpDiscovery.Discover(client, transaction), cancellation);
            if (await OfferAsync(socket, client, transaction, pause, cancellation) is { } offer)
                return offer;
        }

        return null;
    }

    private static async Task<HeardOffer?> OfferAsync(
        PacketSocket socket, byte[] client, uint transaction, TimeSpan atMost, CancellationToken cancellation)
    {
        var buffer = new byte[BufferLength];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(atMost);
        try
        {
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, deadline.Token);
                if (DhcpDiscovery.ParseOffer(buffer.AsSpan(0, length), client, transaction) is { } offer)
                    return offer;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
