using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Units;

/// <summary>Brings units into their state with systemctl. Waits for the jobs, so that a phase is complete before the next one begins.</summary>
public sealed class UnitApplier(ICommandRunner commands, LoadedFiles loadedFiles)
{
    private const string Networkd = "systemd-networkd.service";

    /// <summary>Part of what systemctl prints when it refuses a start because of the unit's start limit.</summary>
    private const string StartLimitHint = "systemctl reset-failed";

    /// <summary>Longer than any unit's own start timeout: systemd decides when a start has failed.</summary>
    private static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(4);

    /// <summary>systemd reads its unit files again; needed after one of them was written or removed.</summary>
    public async Task ReloadSystemdAsync(CancellationToken cancellation) =>
        await commands.RunCheckedAsync(Command.Of("systemctl", "daemon-reload"), cancellation);

    /// <summary>Stops, last phase first.</summary>
    public async Task<ImmutableArray<UnitFailure>> StopAsync(DesiredState desired, Plan plan, CancellationToken cancellation)
    {
        var units = plan.Changes.OfType<Change.StopUnit>().Select(change => Managed(desired, change.Unit)).ToArray();
        if (units.Length == 0)
            return [];
        var failures = ImmutableArray.CreateBuilder<UnitFailure>();
        foreach (var phase in units.GroupBy(static unit => unit.Phase).OrderByDescending(static phase => phase.Key))
            failures.AddRange(await RunAsync("stop", [.. phase], cancellation));
        loadedFiles.Forget(units.Select(static unit => unit.Name));
        return failures.ToImmutable();
    }

    /// <summary>Reloads, restarts and starts, phase by phase; the units of one phase go side by side. A failed unit does not keep
    /// the others from their turn: what depends on it says so in its own unit file.</summary>
    public async Task<ImmutableArray<UnitFailure>> StartAsync(DesiredState desired, Plan plan, CancellationToken cancellation)
    {
        var failures = ImmutableArray.CreateBuilder<UnitFailure>();
        var jobs = plan.Changes.Select(change => JobOf(desired, change)).OfType<Job>();
        foreach (var phase in jobs.GroupBy(static job => job.Unit.Phase).OrderBy(static phase => phase.Key))
        {
            var outcomes = await Task.WhenAll(phase
                .GroupBy(static job => job.Verb)
                .Select(verb => RunAsync(verb.Key, [.. verb.Select(static job => job.Unit)], cancellation)));
            var failed = outcomes.SelectMany(static outcome => outcome).ToArray();
            failures.AddRange(failed);
            loadedFiles.Record(
                phase.Select(static job => job.Unit).Where(unit => !failed.Any(failure => failure.Unit == unit.Name)),
                desired);
        }
        return failures.ToImmutable();
    }

    private async Task<ImmutableArray<UnitFailure>> RunAsync(
        string verb,
        ImmutableArray<ManagedUnit> units,
        CancellationToken cancellation)
    {
        var said = await ComplaintAsync(verb, units, cancellation);
        if (said is not null && said.Contains(StartLimitHint, StringComparison.Ordinal))
            said = await StartAgainAsync(verb, units, cancellation);
        if (said is null)
            return [];
        // With several units systemctl's lines name those that failed; a message that names none speaks of all.
        var named = units.Where(unit => said.Contains(unit.Name, StringComparison.Ordinal)).ToImmutableArray();
        return [.. (named.IsEmpty ? units : named).Select(unit => new UnitFailure(unit.Name, $"systemctl {verb}: {LinesAbout(unit.Name, said)}"))];
    }

    /// <summary>systemd has given up on a unit; how often it is tried from here on is the caller's decision.</summary>
    private async Task<string?> StartAgainAsync(string verb, ImmutableArray<ManagedUnit> units, CancellationToken cancellation)
    {
        await commands.RunCheckedAsync(
            Command.Of("systemctl", ["reset-failed", "--", .. units.Select(static unit => unit.Name)]), cancellation);
        return await ComplaintAsync(verb, units, cancellation);
    }

    /// <summary>What the commands of one verb said when one of them failed; null: all went well.</summary>
    private async Task<string?> ComplaintAsync(string verb, ImmutableArray<ManagedUnit> units, CancellationToken cancellation)
    {
        var outcomes = await Task.WhenAll(CommandsFor(verb, units).Select(command => commands.RunAsync(command, cancellation)));
        var failed = outcomes.Where(static outcome => outcome.ExitCode != 0).ToArray();
        return failed.Length == 0 ? null : string.Join('\n', failed.Select(static outcome => outcome.Error.Trim()));
    }

    private static IEnumerable<Command> CommandsFor(string verb, ImmutableArray<ManagedUnit> units)
    {
        var names = units.Select(static unit => unit.Name).ToList();
        // networkd's unit has no ExecReload that takes new links; networkctl reload does.
        if (verb == "reload" && names.Remove(Networkd))
            yield return Command.Of("networkctl", "reload");
        if (names.Count > 0)
            yield return Command.Of("systemctl", [verb, "--", .. names]) with { Timeout = JobTimeout };
    }

    private static string LinesAbout(string unit, string said)
    {
        var lines = said.Split('\n').Where(line => line.Contains(unit, StringComparison.Ordinal)).ToArray();
        return lines.Length == 0 ? said : string.Join('\n', lines);
    }

    private static Job? JobOf(DesiredState desired, Change change) => change switch
    {
        Change.ReloadUnit reload => new Job("reload", Managed(desired, reload.Unit)),
        Change.RestartUnit restart => new Job("restart", Managed(desired, restart.Unit)),
        Change.StartUnit start => new Job("start", Managed(desired, start.Unit)),
        _ => null,
    };

    private static ManagedUnit Managed(DesiredState desired, string name) =>
        desired.Units.FirstOrDefault(unit => unit.Name == name) ?? new ManagedUnit(name, UnitGoal.Stopped);

    private sealed record Job(string Verb, ManagedUnit Unit);
}
