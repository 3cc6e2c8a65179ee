namespace Gateway.Planning.Toml;

/// <summary>A date, a time or both, checked, as text in RFC 3339 form with upper-case <c>T</c> and <c>Z</c>.</summary>
public sealed class TomlDateTime(TomlSpan span, TomlDateTimeKind kind, string text) : TomlValue(span)
{
    public TomlDateTimeKind DateTimeKind { get; } = kind;
    public string Text { get; } = text;
    public override string Kind => DateTimeKind switch
    {
        TomlDateTimeKind.LocalDate => "a date",
        TomlDateTimeKind.LocalTime => "a time of day",
        _ => "a date with a time",
    };
}

public enum TomlDateTimeKind
{
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
}
