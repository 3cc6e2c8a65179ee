using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Agent.Commands;

namespace Gateway.Agent.Units;

/// <summary>How the process of a unit that was restarted had ended: systemd keeps that in the journal alone. Each end is asked for once.</summary>
public sealed class UnitEnds(ICommandRunner commands)
{
    /// <summary>systemd's SD_MESSAGE_UNIT_PROCESS_EXIT.</summary>
    private const string ProcessExit = "98e322203f7a4ed290d09fe03c09fe15";

    private readonly ConcurrentDictionary<string, (int Restarts, string? End)> _known = new();

    /// <param name="restarts">How often the unit was restarted; another number asks again.</param>
    /// <returns>Such as <c>killed by KILL</c>; null: the journal says nothing.</returns>
    public async Task<string?> LastAsync(string unit, int restarts, CancellationToken cancellation)
    {
        if (_known.TryGetValue(unit, out var known) && known.Restarts == restarts)
            return known.End;
        var result = await commands.RunAsync(
            Command.Of(
                "journalctl", "--boot", "--quiet", "--lines=1", "--output=json", "--output-fields=EXIT_CODE,EXIT_STATUS",
                $"MESSAGE_ID={ProcessExit}", $"UNIT={unit}"),
            cancellation);
        var end = result.ExitCode == 0 ? Parse(result.Output) : null;
        _known[unit] = (restarts, end);
        return end;
    }

    internal static string? Parse(string entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var (code, status) = (Field(document.RootElement, "EXIT_CODE"), Field(document.RootElement, "EXIT_STATUS"));
            return code switch
            {
                null or "" => null,
                "exited" => $"ended with {status}",
                _ => $"{code} by {Signal(status)}",
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>systemd writes the number.</summary>
    private static string Signal(string? number) => number switch
    {
        "6" => "ABRT",
        "7" => "BUS",
        "9" => "KILL",
        "11" => "SEGV",
        "15" => "TERM",
        _ => $"signal {number}",
    };

    private static string? Field(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
