using System.Collections.Immutable;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Names;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>What is followed inside beside the turns: leases, their names, and who else gives out addresses.</summary>
public sealed class InsideWatch(LeaseNames names, ForeignServers servers)
{
    public ImmutableArray<Condition> Conditions => [.. names.Conditions, .. servers.Conditions];

    /// <summary>Called after each turn.</summary>
    /// <param name="document">What is served.</param>
    /// <param name="compare">True: the zones of names may have been lost or changed.</param>
    public void Follow(StackDocument document, bool compare)
    {
        var segments = DhcpSegment.Of(document);
        names.Follow(NameScope.From(document), compare, segments);
        servers.Follow(segments);
    }
}
