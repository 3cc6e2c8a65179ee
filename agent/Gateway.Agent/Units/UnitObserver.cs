using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Units;

/// <summary>
/// Reads the state of units: one <c>systemctl list-units</c> for all of them. <c>systemctl show</c> makes systemd collect some 300 properties of each unit,
/// so it is asked only about restarts, and only of units that were started since.
/// </summary>
public sealed class UnitObserver(ICommandRunner commands, LoadedFiles loadedFiles, UnitRestartCounts restarts)
{
    private static readonly Command List = Command.Of("systemctl", "list-units", "--all", "--full", "--plain", "--no-legend");
    private static readonly UnitState Unknown = new("inactive", "dead");

    private readonly UnitEnds _ends = new(commands);

    /// <summary>Each unit under the name that it was asked by; one that systemd does not know is <c>inactive</c>.</summary>
    public async Task<ImmutableDictionary<string, ObservedUnit>> ObserveAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellation) =>
        names.Count == 0 ? ImmutableDictionary<string, ObservedUnit>.Empty : await OfAsync(names, await ListAsync(cancellation), cancellation);

    /// <summary>All failed units of the machine, managed or not, and those of <paramref name="foundations"/> that systemd restarted since the boot.</summary>
    public async Task<UnitHealth> HealthAsync(IReadOnlyCollection<string> foundations, CancellationToken cancellation)
    {
        var states = await ListAsync(cancellation);
        var units = await OfAsync(foundations, states, cancellation);
        return new UnitHealth(
            [.. states.Where(static unit => unit.Value.Active == "failed").Select(static unit => unit.Key).Order(StringComparer.Ordinal)],
            [.. foundations.Where(name => units[name].Restarts > 0).Select(name => new UnitRestarts(name, units[name].Restarts, units[name].LastEnd))]);
    }

    /// <summary>A line a unit: name, whether its file is loaded, active state, sub state, description.</summary>
    internal static ImmutableDictionary<string, UnitState> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Select(static words => words.Length >= 4 ? words : throw new FormatException($"systemctl list-units wrote '{string.Join(' ', words)}' where a unit was expected"))
        .ToImmutableDictionary(static words => words[0], static words => new UnitState(words[2], words[3]));

    private async Task<ImmutableDictionary<string, UnitState>> ListAsync(CancellationToken cancellation) =>
        Parse(await commands.RunCheckedAsync(List, cancellation));

    private async Task<ImmutableDictionary<string, ObservedUnit>> OfAsync(
        IReadOnlyCollection<string> names, ImmutableDictionary<string, UnitState> states, CancellationToken cancellation)
    {
        var loaded = loadedFiles.Read();
        var counts = await restarts.CountAsync(names.ToImmutableDictionary(static name => name, name => states.GetValueOrDefault(name, Unknown).Active), cancellation);
        var units = await Task.WhenAll(names.Select(async name =>
        {
            var state = states.GetValueOrDefault(name, Unknown);
            return KeyValuePair.Create(name, new ObservedUnit(state.Active, state.Sub, counts[name])
            {
                LastEnd = counts[name] > 0 ? await _ends.LastAsync(name, counts[name], cancellation) : null,
                LoadedFiles = loaded.GetValueOrDefault(name, ImmutableDictionary<string, string>.Empty),
            });
        }));
        return units.ToImmutableDictionary();
    }
}

/// <param name="Active">systemd's ActiveState.</param>
/// <param name="Sub">systemd's SubState.</param>
internal sealed record UnitState(string Active, string Sub);

public sealed record UnitHealth(ImmutableArray<string> Failed, ImmutableArray<UnitRestarts> Restarted);
