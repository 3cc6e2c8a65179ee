using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Resolver;

/// <summary>Name resolution of the container's own programs: two files, no unit.</summary>
public sealed class ResolverPlanner : IServicePlanner
{
    public ImmutableArray<string> DebianPackages => [];

    public ServicePlan Plan(StackDocument document, StackObservation observation)
    {
        var config = ResolverConfig.From(document, observation);
        return new ServicePlan("resolver")
        {
            Files =
            [
                new ManagedFile("/etc/resolv.conf", ResolverConf.ResolvConf(config)),
                new ManagedFile("/etc/hosts", ResolverConf.Hosts(config)),
            ],
        };
    }
}
