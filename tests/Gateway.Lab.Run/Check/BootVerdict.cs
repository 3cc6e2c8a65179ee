using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Lab.Devices;

namespace Gateway.Lab.Run.Check;

/// <summary>What a gateway says of its boot in the words that all releases share; what else its status has is its release's own.</summary>
/// <param name="Release">Of the image.</param>
/// <param name="Uptime">Seconds by its own clock.</param>
/// <param name="Ready">Every service answers.</param>
/// <param name="Configuration">"ok", "invalid" and others.</param>
/// <param name="Errors">Of the configuration, one text each.</param>
public sealed record BootVerdict(string Release, double Uptime, bool Ready, string Configuration, ImmutableArray<string> Errors)
{
    /// <summary>The newest one of a console, or null where there is none that is understood.</summary>
    public static BootVerdict? Last(IEnumerable<string> lines)
    {
        try
        {
            return lines.Reverse().Select(TryParse).FirstOrDefault(static verdict => verdict is not null);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The verdict that a line of the console carries, or null.</summary>
    public static BootVerdict? TryParse(string line)
    {
        if (StatusLine.TryText(line) is not { } text)
        {
            return null;
        }

        try
        {
            var status = JsonNode.Parse(text)!;
            var configuration = status["configuration"]!;
            return new BootVerdict(
                status["release"]!.GetValue<string>(),
                status["uptime"]?.GetValue<double>() ?? 0,
                status["ready"]!.GetValue<bool>(),
                configuration["state"]!.GetValue<string>(),
                [.. (configuration["errors"] as JsonArray ?? []).Select(static error => error!.GetValue<string>())]);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or FormatException or JsonException)
        {
            throw new FormatException($"reading the gateway's status: its image says it in other words than this laboratory knows: {text}", e);
        }
    }
}
