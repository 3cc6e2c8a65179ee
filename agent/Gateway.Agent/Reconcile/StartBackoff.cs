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

    private readonly Dictionary<string, Attempts> _attempts = [];

    /// <summary>Held-back starts are tried by a later turn, which this asks for: a unit that systemd gave up on sends no event.</summary>
    public Plan Hold(Plan plan, ImmutableDictionary<string, ObservedUnit> units) =>
        new([.. plan.Changes.Where(change => change is not Change.StartUnit start || MayStart(start.Unit, units))]);

    private bool MayStart(string unit, ImmutableDictionary<string, ObservedUnit> units)
    {
        if (units.GetValueOrDefault(unit)?.ActiveState != "failed")
            return true;
        var attempts = _attempts.GetValueOrDefault(unit, Attempts.None);
        var since = time.GetElapsedTime(attempts.Last);
        if (attempts.Count > 0 && since > Forgiven)
            attempts = Attempts.None;
        var pause = Pause(attempts.Count);
        if (attempts.Count > 0 && since < pause)
        {
            trigger.SignalAfter(pause - since, $"{unit} has failed");
            return false;
        }
        _attempts[unit] = new Attempts(attempts.Count + 1, time.GetTimestamp());
        return true;
    }

    private static TimeSpan Pause(int count)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(count - 1, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private sealed record Attempts(int Count, long Last)
    {
        public static Attempts None { get; } = new(0, 0);
    }
}
