using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Trust;

/// <summary>The operator's authorities: one file that the daemons that speak TLS to the outside read, no unit.</summary>
public sealed class TrustPlanner : IServicePlanner
{
    public ImmutableArray<string> DebianPackages => ["ca-certificates"];

    public ServicePlan Plan(StackDocument document, StackObservation observation)
    {
        var config = TrustConfig.From(document);
        return new ServicePlan("trust")
        {
            Files = config.Certificates.IsEmpty ? [] : [new ManagedFile(TrustConfig.Path, string.Concat(config.Certificates.Select(static pem => pem + "\n")))],
        };
    }
}
