using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;

namespace Gateway.Lab.Faults;

/// <summary>
/// The frames of a stranger at the provider, by their number: SYN and UDP to every port of the gateway's outside address, those of services
/// first and again and again; pings; and all of it to addresses inside, handed to the gateway as if it were the way there. IPv4 and IPv6.
/// </summary>
public sealed class OutsideScan(GatewayOutside target, PhysicalAddress provider, int seed)
{
    /// <summary>Far away, behind the provider's router (RFC 5737, RFC 3849): an answer needs nothing but the default route.</summary>
    public static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.66");
    public static readonly IPAddress StrangerV6 = IPAddress.Parse("2001:db8:bad::66");

    /// <summary>On the provider's own network: an answer begins with a question for its hardware address.</summary>
    public static readonly IPAddress Neighbour = IPAddress.Parse("5.1.0.66");
    public static readonly IPAddress NeighbourV6 = IPAddress.Parse("fe80::5054:ff:feba:d066");
    private static readonly PhysicalAddress NeighbourMac = PhysicalAddress.Parse("525400BAD066");
    private static readonly int[] Services =
        [22, 53, 67, 68, 80, 111, 123, 161, 179, 443, 546, 547, 647, 853, 1194, 1900, 3128, 5000, 5001, 5002, 5353, 5355, 8000, 8080, 8443, 51820];

    /// <summary>Of the prefix that a provider may route to the gateway: in most configurations nobody is there.</summary>
    private static readonly IPAddress[] InsideV6 =
        [.. new[] { "2001:db8:100::1", "2001:db8:100::25", "fd12:3456:789a::1", "fd00::1", "2001:db8:1::1", "ff02::1", "ff02::2", "fe80::5054:ff:fe1a:b101" }.Select(IPAddress.Parse)];

    /// <summary>True when an address is one of the stranger's.</summary>
    public static bool IsStranger(IPAddress? address) =>
        address is not null && (address.Equals(Stranger) || address.Equals(StrangerV6) || address.Equals(Neighbour) || address.Equals(NeighbourV6));

    /// <summary>The same number gives the same frame for as long as the target is the same.</summary>
    public byte[] Frame(long number)
    {
        var round = number / 8;
        return (number % 8) switch
        {
            0 => Own(round / Services.Length).TcpSyn(SourcePort(number), Service(round), (uint)number),
            1 or 2 => Child(round).TcpSyn(SourcePort(number), AnyPort((round * 2) + (number % 8)), (uint)number),
            3 => (round % 4 == 0 ? Own(round / 4 / Services.Length) : Child(round)).Udp(SourcePort(number), round % 4 == 0 ? Service(round / 4) : AnyPort(round - (round / 4)), "lab"u8),
            4 => Own(round).EchoRequest(seed & 0xffff, (int)(round & 0xffff)),
            5 => Inside(round).TcpSyn(SourcePort(number), Service(round / 254), (uint)number),
            6 => round % 2 == 0 ? Inside(round / 2).EchoRequest(seed & 0xffff, (int)(round & 0xffff)) : Inside(round / 2).Udp(SourcePort(number), 53, "lab"u8),
            _ => SixthFrame(round),
        };
    }

    private byte[] SixthFrame(long round)
    {
        var frame = V6(round);
        return (round % 3) switch
        {
            0 => frame.EchoRequest(seed & 0xffff, (int)(round & 0xffff)),
            1 => frame.TcpSyn(SourcePort(round), Service(round), (uint)round),
            _ => frame.Udp(SourcePort(round), Service(round), "lab"u8),
        };
    }

    /// <summary>By the hardware address that the gateway uses, so that each port is met by who would answer.</summary>
    private FrameBuilder Child(long round) => Build(round, target.Mac, target.Address, Neighbour, Stranger);

    private FrameBuilder Own(long round) => Build(round, target.Address, Neighbour, Stranger);

    private FrameBuilder Inside(long round) => Build(round / 254, new IPAddress([192, 168, 4, (byte)(1 + (round % 254))]), Neighbour, Stranger);

    private FrameBuilder V6(long round) => Build(round / (3 * InsideV6.Length), InsideV6[round % InsideV6.Length], NeighbourV6, StrangerV6);

    /// <summary>One time in four to the card itself, whose hardware address the gateway does not use.</summary>
    /// <param name="turn">Another one for each round of all destinations, so that each is asked by everybody and in every way.</param>
    private FrameBuilder Build(long turn, IPAddress destination, IPAddress near, IPAddress far) =>
        Build(turn, turn / 2 % 4 == 3 ? target.Card : target.Mac, destination, near, far);

    private FrameBuilder Build(long turn, PhysicalAddress to, IPAddress destination, IPAddress near, IPAddress far) =>
        turn % 2 == 0 ? new FrameBuilder(provider, to, far, destination) : new FrameBuilder(NeighbourMac, to, near, destination);

    private static int Service(long round) => Services[round % Services.Length];

    /// <summary>An odd factor makes every port come once in 65,536 turns; each seed begins elsewhere, so that a few short scans meet all of them too.</summary>
    private int AnyPort(long turn) => (int)(((turn + (seed * 6151L)) * 40503) & 0xffff);

    private static int SourcePort(long number) => 1024 + (int)(number % 64000);
}
