using System.Collections.Concurrent;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Faults;

/// <summary>Watches both wires of a gateway for what must never pass, from the moment it is set until it is disposed of.</summary>
public sealed class LeakWatch : IDisposable
{
    private readonly string port;
    private readonly ConcurrentDictionary<PhysicalAddress, CapturedFrame> sources = new();
    private readonly IDisposable listening;

    /// <param name="outside">The outside wire.</param>
    /// <param name="inside">The inside wire.</param>
    /// <param name="port">The gateway's port on both.</param>
    /// <param name="card">The outside card's own hardware address.</param>
    public LeakWatch(Wire outside, Wire inside, string port, PhysicalAddress card)
    {
        this.port = port;
        Watches =
        [
            outside.Watch("answers to a stranger", IsAnswer),
            inside.Watch("answers to a stranger", IsAnswer),
            inside.Watch("packets of a stranger", frame => Sent(frame) && OutsideScan.IsStranger(frame.Packet?.Source)),
            outside.Watch("packets from inside that were forwarded without translation", frame => Sent(frame) && outside.IsForwarded(frame)),
            outside.Watch("frames with the card's own hardware address", frame => Sent(frame) && card.Equals(frame.Packet?.Ethernet.Source)),
            outside.Watch(
                "what is served inside alone: DHCP offers and router advertisements",
                frame => Sent(frame) && frame.Packet is { Dhcp.Type: DhcpMessageType.Offer or DhcpMessageType.Acknowledge } or { Icmpv6.Type: Icmpv6Message.RouterAdvertisement }),
        ];
        listening = outside.Listen(Learn);
        Since = outside.Now;
    }

    public IReadOnlyList<WireWatch> Watches { get; }

    /// <summary>By the outside wire's clock.</summary>
    public TimeSpan Since { get; }

    /// <summary>Every hardware address that the gateway used outside.</summary>
    public IReadOnlyCollection<PhysicalAddress> OutsideSources => [.. sources.Keys];

    /// <exception cref="InvalidOperationException">Something passed; the message shows all kinds of it.</exception>
    public void RequireNone()
    {
        var leaks = new List<string>();
        foreach (var watch in Watches)
        {
            try
            {
                watch.RequireNone();
            }
            catch (InvalidOperationException leak)
            {
                leaks.Add(leak.Message);
            }
        }

        if (leaks.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', leaks));
        }
    }

    private bool Sent(CapturedFrame frame) => frame.Port == port;

    private bool IsAnswer(CapturedFrame frame) => Sent(frame) && frame.Packet is { } packet
        && (OutsideScan.IsStranger(packet.Destination)
            || OutsideScan.IsStranger(packet.Arp?.TargetAddress)
            || OutsideScan.IsStranger(packet.Icmpv6?.Target));

    private void Learn(CapturedFrame frame)
    {
        if (Sent(frame) && frame.Packet is { } packet)
        {
            sources.TryAdd(packet.Ethernet.Source, frame);
        }
    }

    public void Dispose()
    {
        listening.Dispose();
        foreach (var watch in Watches)
        {
            watch.Dispose();
        }
    }
}
