using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Services.Authority;
using Gateway.Planning.Services.Chrony;
using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Services.Haproxy;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Services.Mirror;
using Gateway.Planning.Services.Network;
using Gateway.Planning.Services.Radvd;
using Gateway.Planning.Services.Registry;
using Gateway.Planning.Services.Resolver;
using Gateway.Planning.Services.Squid;
using Gateway.Planning.Services.TimeZone;
using Gateway.Planning.Services.Tor;
using Gateway.Planning.Services.Trust;
using Gateway.Planning.Services.Unbound;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services;

/// <summary>Every service of the container, in the order in which status shows them.</summary>
public static class ServiceCatalog
{
    public static ImmutableArray<IServicePlanner> Services { get; } =
    [
        new NetworkPlanner(),
        new KeaPlanner(),
        new UnboundPlanner(),
        new KnotPlanner(),
        new RadvdPlanner(),
        new ChronyPlanner(),
        new SquidPlanner(),
        new HaproxyPlanner(),
        new AuthorityPlanner(),
        new RegistryPlanner(),
        new MirrorPlanner(),
        new TorPlanner(),
        new ResolverPlanner(),
        new TimeZonePlanner(),
        new TrustPlanner(),
    ];

    /// <summary>Everything that the container's root must have installed for the services.</summary>
    public static ImmutableArray<string> DebianPackages { get; } =
        [.. FirewallPlanner.DebianPackages.Concat(Services.SelectMany(static service => service.DebianPackages)).Distinct()];

    /// <summary>The firewall first, since status shows it first; it takes the openings of all the others.</summary>
    public static ImmutableArray<ServicePlan> Plan(StackDocument document, StackObservation observation)
    {
        var services = Services.Select(planner => planner.Plan(document, observation)).ToImmutableArray();
        var openings = services.Where(static service => service.Enabled).SelectMany(static service => service.Openings);
        return [FirewallPlanner.Plan(document, observation.Links, [.. openings], mayForward: OutsideOverlap.Conflict(document, observation) is null), .. services];
    }
}
