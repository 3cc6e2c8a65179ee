using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;

namespace Gateway.Lab.Faults;

/// <summary>The frames of a computer inside that has an address and talks to the Internet whether the gateway is ready or not, by their number.</summary>
/// <param name="gateway">The gateway's hardware address inside.</param>
public sealed class InsideTraffic(PhysicalAddress gateway)
{
    /// <summary>Outside of the pool, so that it is nobody else's.</summary>
    public static readonly IPAddress Computer = IPAddress.Parse("192.168.4.240");
    private static readonly PhysicalAddress Mac = PhysicalAddress.Parse("525400BAD240");

    /// <summary>A source that is nobody's: rules that guard against forged addresses never let it out.</summary>
    private static readonly IPAddress Forged = IPAddress.Parse("10.99.0.1");
    private static readonly IPAddress Server = IPAddress.Parse(LabMachine.WebServer);

    /// <summary>In a prefix that a provider may route to the gateway; strangers outside ask for it.</summary>
    public static readonly IPAddress Routed = IPAddress.Parse("2001:db8:100::25");
    private static readonly IPAddress ServerV6 = IPAddress.Parse("2001:db8::80");
    private static readonly IPAddress ComputerV6 = IPAddress.Parse("fd12:3456:789a::240");

    /// <summary>The discard port, on which nobody listens.</summary>
    private const int Discard = 9;

    public byte[] Frame(long number) => (number % 5) switch
    {
        0 => From(Computer, Server).TcpSyn(20000 + (int)(number % 20000), Discard, (uint)number),
        1 => From(Computer, Server).Udp(40000, Discard, "lab"u8),
        2 => From(Computer, Server).EchoRequest(1, (int)(number & 0xffff)),
        3 => From(Forged, Server).Udp(40001, Discard, "lab"u8),
        _ => From(ComputerV6, ServerV6).Udp(40002, Discard, "lab"u8),
    };

    private FrameBuilder From(IPAddress source, IPAddress destination) => new(Mac, gateway, source, destination);
}
