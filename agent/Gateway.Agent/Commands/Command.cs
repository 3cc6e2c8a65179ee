using System.Collections.Immutable;

namespace Gateway.Agent.Commands;

/// <summary>A program to run, as a value. Secrets never go into the arguments or the environment: they are written to <see cref="Input"/>.</summary>
public sealed record Command(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>Text for standard input; null: empty input.</summary>
    public string? Input { get; init; }

    /// <summary>Added to the agent's own environment.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>After this the process tree is killed. <see cref="ICommandRunner.StreamAsync"/> does not look at it.</summary>
    public TimeSpan Timeout { get; init; } = CommandDefaults.Timeout;

    public static Command Of(string program, params ReadOnlySpan<string> arguments) => new(program, [.. arguments]);

    /// <summary>The command as an operator would type it.</summary>
    public string ToText() => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./:=@,+%{}".Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

public static class CommandDefaults
{
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>What is kept of each of a command's two outputs, in characters; the rest is read and dropped.</summary>
    public const int OutputLimit = 4 * 1024 * 1024;

    /// <summary>How many of the last lines of the output an error shows.</summary>
    public const int ErrorLines = 12;
}
