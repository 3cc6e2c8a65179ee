using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;

namespace Gateway.Lab.Wires;

/// <summary>Questions to a capture, one after the other: <c>wire.Frames.SentBy("gateway").From(mac)</c>; further fields are asked for with property patterns.</summary>
public static class FrameQueries
{
    public static IEnumerable<CapturedFrame> Since(this IEnumerable<CapturedFrame> frames, TimeSpan time) =>
        frames.Where(frame => frame.Time >= time);

    /// <summary>Those that the machine on this port put on the wire.</summary>
    public static IEnumerable<CapturedFrame> SentBy(this IEnumerable<CapturedFrame> frames, string port) =>
        frames.Where(frame => frame.Port == port);

    /// <param name="mac">The Ethernet source, with colons.</param>
    public static IEnumerable<CapturedFrame> From(this IEnumerable<CapturedFrame> frames, string mac) => frames.From(Mac(mac));

    public static IEnumerable<CapturedFrame> From(this IEnumerable<CapturedFrame> frames, PhysicalAddress mac) =>
        frames.Where(frame => mac.Equals(frame.Packet?.Ethernet.Source));

    /// <param name="mac">The Ethernet destination, with colons.</param>
    public static IEnumerable<CapturedFrame> To(this IEnumerable<CapturedFrame> frames, string mac) => frames.To(Mac(mac));

    public static IEnumerable<CapturedFrame> To(this IEnumerable<CapturedFrame> frames, PhysicalAddress mac) =>
        frames.Where(frame => mac.Equals(frame.Packet?.Ethernet.Destination));

    /// <summary>IP packets from an address or a network.</summary>
    public static IEnumerable<CapturedFrame> FromNetwork(this IEnumerable<CapturedFrame> frames, IPNetwork network) =>
        frames.Where(frame => frame.Packet?.Source is { } source && network.Contains(source));

    /// <summary>IP packets to an address or a network.</summary>
    public static IEnumerable<CapturedFrame> ToNetwork(this IEnumerable<CapturedFrame> frames, IPNetwork network) =>
        frames.Where(frame => frame.Packet?.Destination is { } destination && network.Contains(destination));

    /// <summary>What was passed on from another wire: see <see cref="Wire.IsForwarded"/>.</summary>
    public static IEnumerable<CapturedFrame> Forwarded(this IEnumerable<CapturedFrame> frames, Wire wire) => frames.Where(wire.IsForwarded);

    public static IEnumerable<CapturedFrame> Dhcp(this IEnumerable<CapturedFrame> frames, DhcpMessageType type) =>
        frames.Where(frame => frame.Packet?.Dhcp?.Type == type);

    public static IEnumerable<CapturedFrame> RouterAdvertisements(this IEnumerable<CapturedFrame> frames) =>
        frames.Where(static frame => frame.Packet?.Icmpv6?.Type == Icmpv6Message.RouterAdvertisement);

    /// <summary>Segments with exactly these flags, of those that open and end connections: SYN, ACK, RST and FIN.</summary>
    public static IEnumerable<CapturedFrame> Tcp(this IEnumerable<CapturedFrame> frames, TcpFlags flags) =>
        frames.Where(frame => (frame.Packet?.Tcp?.Flags & ~TcpFlags.Push) == flags);

    /// <summary>UDP datagrams from or to a port.</summary>
    public static IEnumerable<CapturedFrame> Udp(this IEnumerable<CapturedFrame> frames, int port) =>
        frames.Where(frame => frame.Packet?.Udp is { } udp && (udp.SourcePort == port || udp.DestinationPort == port));

    private static PhysicalAddress Mac(string text) => PhysicalAddress.Parse(text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant());
}
