namespace Gateway.Planning.Toml;

/// <summary>One reason why a text is not TOML.</summary>
public sealed record TomlError(TomlSpan Span, string Message, string? Hint = null);
