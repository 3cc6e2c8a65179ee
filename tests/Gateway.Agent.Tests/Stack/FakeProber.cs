using System.Collections.Immutable;
using Gateway.Agent.Probes;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Tests.Stack;

/// <summary>Answers every probe but those of the kinds that the test silences.</summary>
internal sealed class FakeProber : IProber
{
    private readonly HashSet<Type> _silent = [];

    public void Silence<T>()
        where T : Probe => _silent.Add(typeof(T));

    public void Answer<T>()
        where T : Probe => _silent.Remove(typeof(T));

    public Task<string?> AskAsync(Probe probe, ImmutableDictionary<string, ObservedUnit> units, CancellationToken cancellation) =>
        Task.FromResult(_silent.Contains(probe.GetType()) ? $"{probe.GetType().Name} is silent" : null);
}
