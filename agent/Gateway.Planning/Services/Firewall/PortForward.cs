using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Ports of the outside's address and the machine inside that serves them.</summary>
/// <param name="Protocols"><c>tcp</c>, <c>udp</c> or both.</param>
/// <param name="Ports">Outside.</param>
/// <param name="Address">The machine's.</param>
/// <param name="Target">The same, with its port where that is another.</param>
/// <param name="Sources">The networks outside that may come; empty: all.</param>
/// <param name="Origin">The entry of gateway.toml, shown as the rules' comment.</param>
public sealed record PortForward(
    ImmutableArray<string> Protocols, PortRange Ports, string Address, string Target, ImmutableArray<string> Sources, string Origin)
{
    public static PortForward From(StackDocument document, int index)
    {
        var forward = document.Firewall.Forwards[index];
        var address = ForwardTargetText.IsAddress(forward.To)
            ? forward.To
            : document.HostEntries.FirstOrDefault(entry => entry.Name == forward.To)?.Ipv4
                ?? throw new FormatException($"forwarding {forward.Ports} to {forward.To}: stack.json has no IPv4 address for it; its writer must check that");
        return new PortForward(
            [.. forward.Protocol.Split('+')],
            forward.Ports,
            address,
            forward.ToPort is { } port ? $"{address}:{port}" : address,
            [.. Ipv4NetworkText.Outermost([.. forward.From.Where(RuleAddressText.IsIpv4)])],
            ForwardChecks.PlaceOf(index));
    }
}
