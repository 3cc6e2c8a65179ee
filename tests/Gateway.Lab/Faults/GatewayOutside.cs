using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Faults;

/// <summary>What a stranger on the outside wire learns about the gateway by listening: its hardware address and the address that it was given.</summary>
public sealed class GatewayOutside : IDisposable
{
    private readonly string port;
    private readonly IDisposable listening;

    /// <param name="wire">The outside wire.</param>
    /// <param name="port">The gateway's port.</param>
    /// <param name="card">The card's own hardware address, which counts until another one is heard.</param>
    public GatewayOutside(Wire wire, string port, PhysicalAddress card)
    {
        (this.port, Card, Mac) = (port, card, card);
        listening = wire.Listen(Learn);
    }

    public PhysicalAddress Card { get; }
    public PhysicalAddress Mac { get; private set; }

    /// <summary>The first one of the provider's pool until the right one is known.</summary>
    public IPAddress Address { get; private set; } = IPAddress.Parse(LabMachine.FirstAddress);

    private void Learn(CapturedFrame frame)
    {
        if (frame.Port == port && frame.Packet is { Dhcp.Type: DhcpMessageType.Discover or DhcpMessageType.Request } asked)
        {
            Mac = asked.Ethernet.Source;
        }
        else if (frame.Port != port && frame.Packet?.Dhcp is { Type: DhcpMessageType.Acknowledge } given && given.Client.Equals(Mac))
        {
            Address = given.YourAddress;
        }
    }

    public void Dispose() => listening.Dispose();
}
