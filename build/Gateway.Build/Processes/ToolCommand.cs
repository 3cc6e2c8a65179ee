using System.Collections.Immutable;

namespace Gateway.Build.Processes;

/// <summary>A program to run, as a value; <see cref="ProcessRunner"/> alone executes it.</summary>
public sealed record ToolCommand(string Program, ImmutableArray<string> Arguments)
{
    private const int LengthShown = 1000;

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
    public string? WorkingDirectory { get; init; }

    /// <summary>Text for standard input; null: empty input.</summary>
    public string? Input { get; init; }

    /// <summary>Writes binary standard input and is awaited; excludes <see cref="Input"/>.</summary>
    public Func<Stream, CancellationToken, Task>? InputWriter { get; init; }

    /// <summary>What the operator can do when the command fails; shown below its output.</summary>
    public string? Hint { get; init; }

    /// <summary>Each line of output as it comes, for a progress line.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>As a person would type it; a very long one is cut.</summary>
    public override string ToString()
    {
        var text = string.Join(' ', Arguments.Prepend(Program).Select(Quote));
        return text.Length > LengthShown ? $"{text[..LengthShown]} … ({Arguments.Length} arguments)" : text;
    }

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@+%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
