using System.Globalization;

namespace Gateway.Bench;

/// <summary>Where the figures go, and those that the build measured itself.</summary>
/// <param name="Results">The folder for bench.json and bench.txt.</param>
public sealed record BenchOptions(string Results)
{
    /// <summary>Seconds of a build with an empty cache, or null when none was made.</summary>
    public double? ColdBuild { get; init; }

    /// <summary>Seconds of a build after a change of the agent, or null when none was made.</summary>
    public double? AgentBuild { get; init; }

    /// <exception cref="FormatException">An argument is not known or no number.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions("artifacts");
        foreach (var argument in arguments)
        {
            var (name, value) = argument.Split('=', 2) is [var left, { Length: > 0 } right] ? (left, right) : (argument, "");
            options = name switch
            {
                "--results" when value.Length > 0 => options with { Results = value },
                "--cold-build" => options with { ColdBuild = Seconds(argument, value) },
                "--agent-build" => options with { AgentBuild = Seconds(argument, value) },
                _ => throw new FormatException($"reading the arguments: '{argument}' is not known; --results=FOLDER, --cold-build=SECONDS and --agent-build=SECONDS are"),
            };
        }

        return options;
    }

    private static double Seconds(string argument, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new FormatException($"reading the arguments: '{argument}' does not give a number of seconds");
}
