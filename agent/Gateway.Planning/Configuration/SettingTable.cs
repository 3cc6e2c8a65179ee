using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>One table of gateway.toml, or one that may be there several times.</summary>
/// <param name="Name">As in its header, such as <c>inside.dhcp</c>; empty for the keys before the first header.</param>
/// <param name="Doc">What the table is for, in one line.</param>
public sealed record SettingTable(string Name, string Doc, ImmutableArray<Setting> Settings)
{
    /// <summary>For a table that may be there several times: the configuration with one more entry, which the settings then change; null: it is there once.</summary>
    public Func<GatewayConfig, GatewayConfig>? Begin { get; init; }

    /// <summary>For a list: a single value that release 0.1.0 had in its place, which is still taken.</summary>
    internal Setting? Former { get; init; }

    public bool IsList => Begin is not null;

    /// <summary>For a table of which there are as many as names: the configuration with one more entry of this name, which the settings then change; null: its name is fixed.</summary>
    public Func<GatewayConfig, string, GatewayConfig>? BeginNamed { get; init; }

    /// <summary>With <see cref="BeginNamed"/>: what a name may be.</summary>
    public Func<string, Parsed<string>>? ParseName { get; init; }

    public bool IsNamed => BeginNamed is not null;

    /// <summary>The table around it: <c>segment</c> of <c>segment.NAME</c>; empty for those in none.</summary>
    public string Holder => Name.LastIndexOf('.') is > 0 and var end ? Name[..end] : "";

    /// <summary>The table's header.</summary>
    public string Title => IsList ? $"[[{Name}]]" : $"[{Name}]";

    /// <summary>In errors: <c>in [inside]</c>, <c>at the top of the file</c>.</summary>
    public string Where => Name.Length == 0 ? "at the top of the file" : $"in {Title}";

    public string PathOf(string key) => Join(Name, key);

    internal static string Join(string table, string key) => table.Length == 0 ? key : $"{table}.{key}";
}
