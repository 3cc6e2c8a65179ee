using System.Security.Cryptography;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;
using Gateway.Planning.Host;

namespace Gateway.Agent.Cards;

/// <summary>One round of probes: sends on the inside card and listens on the outside one.</summary>
internal static class DomainProbe
{
    /// <summary>How long is listened after each frame; the last pause covers a busy switch.</summary>
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500)];

    private const int BufferLength = 256;

    /// <param name="process">A process in the network namespace of the inside card; null: the host's own.</param>
    /// <param name="identity">Of this device.</param>
    /// <returns>True: the outside card heard what the inside card sent.</returns>
    public static async Task<bool> RunAsync(int? process, byte[] identity, CancellationToken cancellation)
    {
        var filter = DomainProbeFrame.Filter(identity);
        using var outside = PacketSocket.Open(HostNames.Outside, EthernetFrame.LocalExperiment, filter);
        using var inside = NetworkNamespace.Run(process, () => PacketSocket.Open(HostNames.Inside, EthernetFrame.LocalExperiment, filter));
        var frame = DomainProbeFrame.Encode(inside.Address, identity, RandomNumberGenerator.GetBytes(DomainProbeFrame.NonceLength));
        foreach (var pause in Pauses)
        {
            await inside.SendAsync(frame, cancellation);
            if (await HearsAsync(outside, frame, pause, cancellation))
                return true;
        }

        return false;
    }

    private static async Task<bool> HearsAsync(PacketSocket outside, byte[] frame, TimeSpan atMost, CancellationToken cancellation)
    {
        var buffer = new byte[BufferLength];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(atMost);
        try
        {
            while (true)
            {
                var length = await outside.ReceiveAsync(buffer, deadline.Token);
                if (DomainProbeFrame.IsEcho(buffer.AsSpan(0, length), frame))
                    return true;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
