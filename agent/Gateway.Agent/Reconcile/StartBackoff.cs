using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Reconcile;

/// <summary>Takes the start of a unit that keeps failing out of a plan until its time has come, ever more rarely.</summary>
public sealed class StartBackoff(TimeProvider time, Trigger trigger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>A unit that ran for this long is no longer one that keeps failing.</summary>
    private static readonly TimeSpan Forgiven = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Attempt> _attempts = [];

    /// <summary>Held-back starts are tried by a later turn, which this asks for: a unit that systemd gave up on sends no event.</summary>
    public Plan Hold(Plan plan, ImmutableDictionary<string, ObservedUnit> units) =>
        new([.. plan.Changes.Where(change => change is not Change.StartUnit start || MayStart(start.Unit, units))]);

    /// <summary>For what a daemon refused: it may have been for want of memory or time, which heals without an event.</summary>
    public void TryAgain() => trigger.SignalAfter(LongestPause, "a daemon refused its file");

    private bool MayStart(string unit, ImmutableDictionary<string, ObservedUnit> units)
    {
        if (units.GetValueOrDefault(unit)?.ActiveState != "failed")
            return true;
        if (!_attempts.TryGetValue(unit, out var attempt) || time.GetElapsedTime(attempt.At) > Forgiven)
            attempt = new Attempt(new GrowingPause(FirstPause, LongestPause));
        else if (attempt.Pause - time.GetElapsedTime(attempt.At) is var remaining && remaining > TimeSpan.Zero)
        {
            trigger.SignalAfter(remaining, $"{unit} has failed");
            return false;
        }
        _attempts[unit] = attempt with { At = time.GetTimestamp(), Pause = attempt.Growing.Take() };
        return true;
    }

    /// <param name="Growing">The pauses after the coming attempts.</param>
    private sealed record Attempt(GrowingPause Growing)
    {
        public long At { get; init; }

        /// <summary>Before the next one.</summary>
        public TimeSpan Pause { get; init; }
    }
}
