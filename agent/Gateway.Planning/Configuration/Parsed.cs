using System.Diagnostics.CodeAnalysis;

namespace Gateway.Planning.Configuration;

/// <summary>The meaning of a text, or why it has none.</summary>
/// <param name="Error">What is wrong with the text; null when it is good.</param>
/// <param name="Hint">What to write instead.</param>
public readonly record struct Parsed<T>(T? Value, string? Error, string? Hint)
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsGood => Error is null;
}

internal static class Parsed
{
    public static Parsed<T> Good<T>(T value) => new(value, null, null);

    public static Parsed<T> Bad<T>(string error, string? hint = null) => new(default, error, hint);
}
