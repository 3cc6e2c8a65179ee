using System.Text.Json;
using Gateway.Agent.Commands;

namespace Gateway.Agent.Events;

/// <summary>Follows what systemd itself writes to the journal: every start, stop and crash of a unit leaves an entry of process 1.</summary>
public sealed class UnitEvents(ICommandRunner commands) : IEventSource
{
    /// <summary>The last entry comes at once, from a journalctl that already follows: it says that the source stands.</summary>
    private static readonly Command Follow = Command.Of(
        "journalctl", "--follow", "--lines=1", "--output=json", "--output-fields=UNIT", "_PID=1");

    public string Name => "units";

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        var stands = false;
        await foreach (var line in commands.StreamAsync(Follow, cancellation))
        {
            if (UnitOf(line) is { } unit)
                trigger.Signal($"unit {unit}");
            else if (!stands)
                trigger.Signal("watching units");
            stands = true;
        }
    }

    /// <summary>Null when the entry is about no unit.</summary>
    internal static string? UnitOf(string line)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            return entry.RootElement.ValueKind == JsonValueKind.Object &&
                   entry.RootElement.TryGetProperty("UNIT", out var unit) &&
                   unit.ValueKind == JsonValueKind.String
                ? unit.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
