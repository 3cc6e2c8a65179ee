using Gateway.Agent.Links;
using Gateway.Planning.Cards;
using Gateway.Planning.Dhcp;

namespace Gateway.Agent.Dhcp;

/// <summary>Asks once who has the address of a server that only its clients name.</summary>
internal static class ForeignServerProbe
{
    private const int BufferLength = 256;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <returns>The MAC; null: nobody answered in time, which also a server on the far side of a relay does not.</returns>
    public static async Task<string?> WhoHasAsync(DhcpSegment segment, string address, CancellationToken cancellation)
    {
        using var socket = PacketSocket.Open(segment.Interface, AddressQuestion.Type, AddressQuestion.Filter(address));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Limit);
        try
        {
            await socket.SendAsync(AddressQuestion.Encode(socket.Address, segment.Server, address), deadline.Token);
            var buffer = new byte[BufferLength];
            await socket.ReceiveAsync(buffer, deadline.Token);
            return AddressQuestion.MacIn(buffer);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
