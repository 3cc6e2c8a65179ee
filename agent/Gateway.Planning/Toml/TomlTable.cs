using System.Diagnostics.CodeAnalysis;

namespace Gateway.Planning.Toml;

/// <summary>Keys with their values, in the order of the text.</summary>
public sealed class TomlTable : TomlValue
{
    private readonly List<TomlEntry> entries = [];
    private readonly Dictionary<string, TomlEntry> byName = new(StringComparer.Ordinal);

    internal TomlTable(TomlSpan span, TomlTableOrigin origin)
        : base(span) => Origin = origin;

    public IReadOnlyList<TomlEntry> Entries => entries;
    public override string Kind => "a table";
    internal TomlTableOrigin Origin { get; set; }

    public bool TryGet(string name, [NotNullWhen(true)] out TomlEntry? entry) => byName.TryGetValue(name, out entry);

    internal void Add(TomlKey key, TomlValue value)
    {
        var entry = new TomlEntry(key, value);
        entries.Add(entry);
        byName.Add(key.Name, entry);
    }
}

/// <summary>One part of a key; <c>a.b</c> has two.</summary>
public sealed record TomlKey(string Name, TomlSpan Span);

/// <summary>A key in a table.</summary>
public sealed record TomlEntry(TomlKey Key, TomlValue Value);

/// <summary>How a table came to be, which decides who may add to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>On the way of a <c>[a.b]</c> header: its own header may follow.</summary>
    Implied,

    /// <summary>By its own header, or the root.</summary>
    Header,

    /// <summary>By a dotted key: only dotted keys and sub-tables add to it.</summary>
    Dotted,

    /// <summary>Written as <c>{ }</c>: nothing adds to it.</summary>
    Inline,
}
