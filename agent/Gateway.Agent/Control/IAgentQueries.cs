using Gateway.Planning.Names;
using Gateway.Planning.Status;

namespace Gateway.Agent.Control;

/// <summary>What an agent can tell about its machine.</summary>
public interface IAgentQueries
{
    StatusDocument Status();

    /// <summary>What a turn would change now; changes nothing itself.</summary>
    Task<PlanDocument> PlanAsync(CancellationToken cancellation);

    /// <summary>The leases of the inside with their names.</summary>
    Task<LeasesDocument> LeasesAsync(CancellationToken cancellation);
}
