namespace Gateway.Planning.Toml;

/// <summary>A list of values: <c>[1, 2]</c>, or the tables of <c>[[name]]</c> headers.</summary>
public sealed class TomlArray(TomlSpan span, bool ofTables) : TomlValue(span)
{
    private readonly List<TomlValue> items = [];

    public IReadOnlyList<TomlValue> Items => items;

    /// <summary>True: written as <c>[[name]]</c> headers, which may still be added to.</summary>
    public bool IsOfTables { get; } = ofTables;

    public override string Kind => IsOfTables ? "a list of tables" : "a list";

    internal void Add(TomlValue value) => items.Add(value);
}
