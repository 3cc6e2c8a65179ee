using System.Collections.Immutable;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Asks running services whether they work.</summary>
public interface IProber
{
    /// <summary>Null when the probe is answered, else the reason why not.</summary>
    Task<string?> AskAsync(Probe probe, ImmutableDictionary<string, ObservedUnit> units, CancellationToken cancellation);
}
