using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Who may reach the gateway and who is forwarded where.</summary>
public sealed record FirewallConfig
{
    /// <summary>The zone's name, as in <see cref="FirewallOpening.Zone"/>, and the origin of the rules on it.</summary>
    public required string Zone { get; init; }
    public required string InsideInterface { get; init; }
    public required string InsideSubnet { get; init; }

    /// <summary>The inside /64; null: no IPv6 inside.</summary>
    public string? InsideSubnet6 { get; init; }

    /// <summary>The interface towards the provider; it is guarded whether or not it is there.</summary>
    public required string OutsideInterface { get; init; }

    /// <summary>False: nothing is accepted from the inside; its role is missing or in doubt.</summary>
    public bool Served { get; init; }

    /// <summary>True: inside → outside is forwarded and masqueraded.</summary>
    public bool Forward { get; init; }

    public Egress Egress { get; init; } = Egress.Open;

    /// <summary>The host's own address inside.</summary>
    public string HostAddress { get; init; } = "";

    /// <summary>True: the outside link's DHCP client gets its answers.</summary>
    public bool OutsideDhcp { get; init; }
    public ImmutableArray<FirewallOpening> Openings { get; init; } = [];

    /// <summary>Ports of the outside's address that machines inside serve.</summary>
    public ImmutableArray<PortForward> Forwards { get; init; } = [];

    /// <summary>True: what is dropped is logged, within bounds.</summary>
    public bool LogDropped { get; init; }

    public static FirewallConfig From(StackDocument document, ImmutableArray<FirewallOpening> openings, bool mayForward)
    {
        var inside = document.Inside;
        var forward = inside.Served && document.Outside.Present && mayForward;
        return new FirewallConfig
        {
            Zone = inside.Name,
            InsideInterface = inside.Bridge,
            InsideSubnet = Ipv4Segment.Parse(inside.Ipv4).Subnet,
            InsideSubnet6 = Ipv6Segment.ParseOptional(inside.Ula)?.Subnet,
            OutsideInterface = document.Outside.Interface,
            Served = inside.Served,
            Forward = forward,
            Egress = inside.Egress,
            HostAddress = inside.HostAddress,
            OutsideDhcp = document.Outside.Present,
            Openings = inside.Served ? Merged(inside.Name, openings) : [],
            Forwards = forward ? [.. document.Firewall.Forwards.Select((_, index) => PortForward.From(document, index))] : [],
            LogDropped = document.Firewall.Log == FirewallLog.Dropped,
        };
    }

    /// <summary>The zone's openings, each port once with all its origins, in a fixed order.</summary>
    private static ImmutableArray<FirewallOpening> Merged(string zone, ImmutableArray<FirewallOpening> openings) =>
    [
        .. openings
            .Where(opening => opening.Zone == zone)
            .GroupBy(static opening => (opening.Protocol, opening.Port))
            .OrderBy(static group => group.Key.Protocol, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Port)
            .Select(static group => group.First() with
            {
                Origin = string.Join(", ", group.Select(static opening => opening.Origin).Distinct()),
            }),
    ];
}
