using System.Globalization;

namespace Gateway.Bench;

/// <summary>Where the figures go, what is compared with, and what the build measured itself.</summary>
/// <param name="Results">The folder for bench.json and bench.txt.</param>
public sealed record BenchOptions(string Results)
{
    /// <summary>The plain Debian router's disk, or null: nothing is compared with.</summary>
    public string? Router { get; init; }

    /// <summary>How often each device boots: once with a fresh disk, then with what that boot left.</summary>
    public int Boots { get; init; } = 3;

    /// <summary>Seconds of a build with an empty cache, or null when none was made.</summary>
    public double? ColdBuild { get; init; }

    /// <summary>Seconds of a build after a change of the agent, or null when none was made.</summary>
    public double? AgentBuild { get; init; }

    /// <summary>Seconds that mkosi took for the same packages, or null when it did not run.</summary>
    public double? PeerBuild { get; init; }

    /// <summary>Why mkosi did not run, or null.</summary>
    public string? PeerNote { get; init; }

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
                "--router" when value.Length > 0 => options with { Router = value },
                "--boots" => options with { Boots = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var boots) && boots > 0 ? boots : throw NoNumber(argument) },
                "--cold-build" => options with { ColdBuild = Seconds(argument, value) },
                "--agent-build" => options with { AgentBuild = Seconds(argument, value) },
                "--peer-build" => options with { PeerBuild = Seconds(argument, value) },
                "--peer-note" when value.Length > 0 => options with { PeerNote = value },
                _ => throw new FormatException(
                    $"reading the arguments: '{argument}' is not known; --results=FOLDER, --router=FILE, --boots=NUMBER, --cold-build=SECONDS, --agent-build=SECONDS, --peer-build=SECONDS and --peer-note=TEXT are"),
            };
        }

        return options;
    }

    private static double Seconds(string argument, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : throw NoNumber(argument);

    private static FormatException NoNumber(string argument) => new($"reading the arguments: '{argument}' does not give a number that makes sense");
}
