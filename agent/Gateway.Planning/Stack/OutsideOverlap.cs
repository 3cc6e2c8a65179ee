using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Status;

namespace Gateway.Planning.Stack;

/// <summary>The segments' subnets and the provider's lease -&gt; whether they claim the same addresses. One that was checked can come to overlap at any lease.</summary>
public static class OutsideOverlap
{
    private static readonly ImmutableArray<string> OtherSubnets = ["192.168.5.1/24", "10.77.5.1/24", "172.20.5.1/24"];

    /// <summary>What the provider claims of a segment's own addresses, in words; null: nothing. Then an answer to the segment could leave to the outside.</summary>
    public static string? Conflict(StackDocument document, StackObservation observation) => observation.Lease is { } lease
        ? document.Segments.Select(segment => Conflict(Ipv4Segment.Parse(segment.Ipv4), lease)).FirstOrDefault(static conflict => conflict is not null)
        : null;

    private static string? Conflict(Ipv4Segment inside, OutsideLease lease)
    {
        if (inside.Contains(Ipv4Segment.Parse(lease.Address).Address))
            return $"gives the outside the address {lease.Address}";
        if (lease.Routers.FirstOrDefault(inside.Contains) is { } router)
            return $"names {router} as the outside's router";
        var within = lease.Routes.FirstOrDefault(route => Ipv4Segment.Parse(route) is var routed && routed.PrefixLength >= inside.PrefixLength && inside.Contains(routed.Address));
        return within is null ? null : $"routes {within} to the outside";
    }

    /// <summary>Of the first segment that has one: a condition's code is there once.</summary>
    public static ImmutableArray<Condition> Conditions(StackDocument document, StackObservation observation)
    {
        if (observation.Lease is not { } lease)
            return [];
        ImmutableArray<Condition> found = [.. document.Segments.SelectMany(segment => Conditions(segment, lease))];
        return [.. found.DistinctBy(static condition => condition.Code)];
    }

    private static ImmutableArray<Condition> Conditions(StackSegment segment, OutsideLease lease)
    {
        var inside = Ipv4Segment.Parse(segment.Ipv4);
        var outside = Ipv4Segment.Parse(lease.Address);
        if (Conflict(inside, lease) is { } conflict)
        {
            return
            [
                new Condition(
                    "outside-overlaps-inside", "error",
                    $"the provider {conflict}, which lies in {Whose(segment)} {inside.Subnet}: nothing is forwarded, the inside is still served. "
                    + $"Give {Which(segment)} another subnet, such as ipv4 = \"{Other(outside)}\" in [{segment.Table}] of gateway.toml, or change the device towards the provider"),
            ];
        }

        return outside.Contains(inside.Address)
            ?
            [
                new Condition(
                    "outside-contains-inside", "warning",
                    $"the provider's subnet {outside.Subnet} holds {Whose(segment)} {inside.Subnet}: whoever has an address of it outside cannot be reached. "
                    + $"Give {Which(segment)} another subnet, such as ipv4 = \"{Other(outside)}\" in [{segment.Table}] of gateway.toml"),
            ]
            : [];
    }

    private static string Which(StackSegment segment) => segment.Name == "inside" ? "the inside" : $"the segment {segment.Name}";

    private static string Whose(StackSegment segment) => segment.Name == "inside" ? "the inside's" : $"the segment {segment.Name}'s";

    private static string Other(Ipv4Segment outside) => OtherSubnets.FirstOrDefault(
        other => Ipv4Segment.Parse(other) is var segment && !outside.Contains(segment.Address) && !segment.Contains(outside.Address),
        OtherSubnets[0]);
}
