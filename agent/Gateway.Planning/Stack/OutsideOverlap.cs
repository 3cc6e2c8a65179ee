using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Status;

namespace Gateway.Planning.Stack;

/// <summary>The inside's subnet and the provider's lease -&gt; whether they claim the same addresses. One that was checked can come to overlap at any lease.</summary>
public static class OutsideOverlap
{
    private static readonly ImmutableArray<string> OtherSubnets = ["192.168.5.1/24", "10.77.5.1/24", "172.20.5.1/24"];

    /// <summary>What the provider claims of the inside's own addresses, in words; null: nothing. Then an answer to the inside could leave to the outside.</summary>
    public static string? Conflict(StackDocument document, StackObservation observation)
    {
        if (observation.Lease is not { } lease)
            return null;
        var inside = Ipv4Segment.Parse(document.Inside.Ipv4);
        if (inside.Contains(Ipv4Segment.Parse(lease.Address).Address))
            return $"gives the outside the address {lease.Address}";
        if (lease.Routers.FirstOrDefault(inside.Contains) is { } router)
            return $"names {router} as the outside's router";
        var within = lease.Routes.FirstOrDefault(route => Ipv4Segment.Parse(route) is var routed && routed.PrefixLength >= inside.PrefixLength && inside.Contains(routed.Address));
        return within is null ? null : $"routes {within} to the outside";
    }

    public static ImmutableArray<Condition> Conditions(StackDocument document, StackObservation observation)
    {
        if (observation.Lease is not { } lease)
            return [];
        var inside = Ipv4Segment.Parse(document.Inside.Ipv4);
        var outside = Ipv4Segment.Parse(lease.Address);
        if (Conflict(document, observation) is { } conflict)
        {
            return
            [
                new Condition(
                    "outside-overlaps-inside", "error",
                    $"the provider {conflict}, which lies in the inside's {inside.Subnet}: nothing is forwarded, the inside is still served. "
                    + $"Give the inside another subnet, such as ipv4 = \"{Other(outside)}\" in [inside] of gateway.toml, or change the device towards the provider"),
            ];
        }

        return outside.Contains(inside.Address)
            ?
            [
                new Condition(
                    "outside-contains-inside", "warning",
                    $"the provider's subnet {outside.Subnet} holds the inside's {inside.Subnet}: whoever has an address of it outside cannot be reached. "
                    + $"Give the inside another subnet, such as ipv4 = \"{Other(outside)}\" in [inside] of gateway.toml"),
            ]
            : [];
    }

    private static string Other(Ipv4Segment outside) => OtherSubnets.FirstOrDefault(
        other => Ipv4Segment.Parse(other) is var segment && !outside.Contains(segment.Address) && !segment.Contains(outside.Address),
        OtherSubnets[0]);
}
