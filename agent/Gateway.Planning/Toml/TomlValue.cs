namespace Gateway.Planning.Toml;

/// <summary>A value of a TOML text, with its place.</summary>
public abstract class TomlValue(TomlSpan span)
{
    public TomlSpan Span { get; } = span;

    /// <summary>The kind of value in words, with its article, for errors.</summary>
    public abstract string Kind { get; }
}

public sealed class TomlString(TomlSpan span, string value) : TomlValue(span)
{
    public string Value { get; } = value;
    public override string Kind => "a text";
}

public sealed class TomlInteger(TomlSpan span, long value) : TomlValue(span)
{
    public long Value { get; } = value;
    public override string Kind => "a whole number";
}

public sealed class TomlFloat(TomlSpan span, double value) : TomlValue(span)
{
    public double Value { get; } = value;
    public override string Kind => "a number with a fraction";
}

public sealed class TomlBoolean(TomlSpan span, bool value) : TomlValue(span)
{
    public bool Value { get; } = value;
    public override string Kind => "true or false";
}

/// <summary>A value that was not understood; its error has been told, so nothing more is said about it.</summary>
public sealed class TomlInvalid(TomlSpan span) : TomlValue(span)
{
    public override string Kind => "something that is not TOML";
}
