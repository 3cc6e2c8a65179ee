using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Commands;

namespace Gateway.Agent.Units;

/// <summary>How often systemd restarted each unit since the boot. A unit that has not been started since it was last asked about is not asked about again.</summary>
public sealed class UnitRestartCounts(ICommandRunner commands, Invocations invocations)
{
    private const string Property = "NRestarts=";

    private readonly ConcurrentDictionary<string, (string Invocation, int Restarts)> _known = new();

    /// <param name="units">Unit and its ActiveState.</param>
    public async Task<ImmutableDictionary<string, int>> CountAsync(ImmutableDictionary<string, string> units, CancellationToken cancellation)
    {
        var invoked = units.ToImmutableDictionary(static unit => unit.Key, unit => InvocationOf(unit.Key, unit.Value));
        string[] asked = [.. invoked.Where(unit => !IsKnown(unit.Key, unit.Value)).Select(static unit => unit.Key).Order(StringComparer.Ordinal)];
        if (asked.Length > 0)
        {
            foreach (var (name, count) in asked.Zip(await AskAsync(asked, cancellation)))
                _known[name] = (invoked[name] ?? "", count);
        }

        return units.Keys.ToImmutableDictionary(static name => name, name => _known[name].Restarts);
    }

    private async Task<IEnumerable<int>> AskAsync(string[] names, CancellationToken cancellation)
    {
        var output = await commands.RunCheckedAsync(Command.Of("systemctl", ["show", "--property=Id,NRestarts", "--", .. names]), cancellation);
        var blocks = output.Trim().Split("\n\n");
        if (blocks.Length != names.Length)
            throw new FormatException($"systemctl show was asked for {names.Length} units and answered with {blocks.Length}");
        return blocks.Select(CountOf);
    }

    /// <summary>A unit that is no service has no count.</summary>
    private static int CountOf(string block) => block.Split('\n')
        .Where(static line => line.StartsWith(Property, StringComparison.Ordinal))
        .Select(static line => int.Parse(line.AsSpan(Property.Length), CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private bool IsKnown(string name, string? invocation) =>
        invocation is not null && _known.TryGetValue(name, out var known) && known.Invocation == invocation;

    /// <summary>Null between two lives of a unit: systemd may just be counting.</summary>
    private string? InvocationOf(string name, string state) => state == "inactive" ? state : invocations.IdOf(name);
}
