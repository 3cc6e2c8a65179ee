using System.Globalization;

namespace Gateway.Agent.Cli;

/// <summary>A generation's number as the operator types it.</summary>
internal static class GenerationNumber
{
    public static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new UsageException($"'{text}' is no generation's number; see `gateway history`");
}
