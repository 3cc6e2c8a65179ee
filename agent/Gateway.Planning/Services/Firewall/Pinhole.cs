using System.Collections.Immutable;
using System.Net;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Ports of a machine inside that the outside reaches by the machine's own IPv6 address.</summary>
/// <param name="Protocols"><c>tcp</c>, <c>udp</c> or both.</param>
/// <param name="Interface">Where the machine is.</param>
/// <param name="Identifier">The last 64 bits of its address.</param>
/// <param name="Sources">The networks outside that may come; empty: all.</param>
/// <param name="Origin">The entry of gateway.toml, shown as the rules' comment.</param>
public sealed record Pinhole(ImmutableArray<string> Protocols, PortRange Ports, string Interface, string Identifier, ImmutableArray<string> Sources, string Origin)
{
    public static Pinhole From(StackDocument document, int index)
    {
        var forward = document.Firewall.Forwards[index];
        var entry = document.HostEntries.FirstOrDefault(entry => entry.Name == forward.To);
        var address = entry?.Ipv6
            ?? throw new FormatException($"opening {forward.Ports} to {forward.To}: stack.json has no IPv6 address for it; its writer must check that");
        var segment = document.Segments.FirstOrDefault(segment => entry.Ipv4 is not null && SegmentNetwork.Of(segment).Ipv4.Contains(entry.Ipv4)) ?? document.Inside;
        return new Pinhole(
            [.. forward.Protocol.Split('+')],
            forward.Ports,
            segment.Link,
            Ipv6Text.Identifier(IPAddress.Parse(address)),
            [.. Ipv6NetworkText.Outermost([.. forward.From.Where(RuleAddressText.IsIpv6)])],
            ForwardChecks.PlaceOf(index));
    }
}
