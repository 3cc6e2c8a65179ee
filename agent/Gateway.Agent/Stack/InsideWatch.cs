using System.Collections.Immutable;
using Gateway.Agent.BlockLists;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Names;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>What is followed inside beside the turns: leases, their names, who else gives out addresses, and the block lists.</summary>
public sealed class InsideWatch(LeaseNames names, ForeignServers servers, BlockListWatch lists)
{
    public ImmutableArray<Condition> Conditions => [.. names.Conditions, .. servers.Conditions, .. lists.Conditions];

    /// <summary>The services with what is to be said of them beside whether they answer.</summary>
    public ImmutableArray<ServiceStatus> Described(ImmutableArray<ServiceStatus> services) => lists.WithCount(services);

    /// <summary>Called after each turn.</summary>
    /// <param name="document">What is served.</param>
    /// <param name="compare">True: the zones of names may have been lost or changed.</param>
    public void Follow(StackDocument document, bool compare)
    {
        var segments = DhcpSegment.Of(document);
        names.Follow(NameScope.From(document), compare, segments);
        servers.Follow(segments);
        lists.Follow(document);
    }
}
