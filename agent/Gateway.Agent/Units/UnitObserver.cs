using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Units;

/// <summary>Reads the state of units: one <c>systemctl show</c> for all of them.</summary>
public sealed class UnitObserver(ICommandRunner commands, LoadedFiles loadedFiles)
{
    private static readonly Command ListFailed = Command.Of(
        "systemctl", "list-units", "--failed", "--plain", "--no-legend", "--full");

    private readonly UnitEnds _ends = new(commands);

    /// <summary>Each unit under the name that it was asked by; one that systemd does not know is <c>inactive</c>.</summary>
    public async Task<ImmutableDictionary<string, ObservedUnit>> ObserveAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellation)
    {
        if (names.Count == 0)
            return ImmutableDictionary<string, ObservedUnit>.Empty;
        var command = Command.Of(
            "systemctl", ["show", "--property=ActiveState,SubState,MainPID,NRestarts", "--", .. names]);
        var units = Parse(names, await commands.RunCheckedAsync(command, cancellation), loadedFiles.Read());
        var ended = await Task.WhenAll(units.Where(static unit => unit.Value.Restarts > 0).Select(async unit =>
            KeyValuePair.Create(unit.Key, unit.Value with { LastEnd = await _ends.LastAsync(unit.Key, unit.Value.Restarts, cancellation) })));
        return units.SetItems(ended);
    }

    /// <summary>Those of the units that systemd restarted since the boot.</summary>
    public async Task<ImmutableArray<UnitRestarts>> RestartedAsync(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        var units = await ObserveAsync(names, cancellation);
        return
        [
            .. names.Where(name => units[name].Restarts > 0).Select(name => new UnitRestarts(name, units[name].Restarts, units[name].LastEnd)),
        ];
    }

    /// <summary>All failed units of the machine, managed or not.</summary>
    public async Task<ImmutableArray<string>> FailedAsync(CancellationToken cancellation)
    {
        var output = await commands.RunCheckedAsync(ListFailed, cancellation);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static line => line.Split(' ', 2)[0])];
    }

    /// <summary>systemctl prints one block of properties a unit, in the order asked, with an empty line between.</summary>
    internal static ImmutableDictionary<string, ObservedUnit> Parse(
        IReadOnlyCollection<string> names,
        string output,
        ImmutableDictionary<string, ImmutableDictionary<string, string>> loaded)
    {
        var blocks = output.Trim().Split("\n\n");
        if (blocks.Length != names.Count)
            throw new FormatException($"systemctl show was asked for {names.Count} units and answered with {blocks.Length}");
        return names.Zip(blocks).ToImmutableDictionary(
            static pair => pair.First,
            pair => ParseUnit(pair.Second) with
            {
                LoadedFiles = loaded.GetValueOrDefault(pair.First, ImmutableDictionary<string, string>.Empty),
            });
    }

    private static ObservedUnit ParseUnit(string block)
    {
        var properties = block.Split('\n')
            .Select(static line => line.Split('=', 2))
            .Where(static pair => pair.Length == 2)
            .ToDictionary(static pair => pair[0], static pair => pair[1]);
        return new ObservedUnit(
            properties.GetValueOrDefault("ActiveState", "inactive"),
            properties.GetValueOrDefault("SubState", "dead"),
            Number(properties, "MainPID"),
            Number(properties, "NRestarts"));
    }

    private static int Number(Dictionary<string, string> properties, string name) =>
        int.TryParse(properties.GetValueOrDefault(name), out var number) ? number : 0;
}
