using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>One table of gateway.toml.</summary>
/// <param name="Name">As in its header, such as <c>inside.dhcp</c>; empty for the keys before the first header.</param>
/// <param name="Doc">What the table is for, in one line.</param>
public sealed record SettingTable(string Name, string Doc, ImmutableArray<Setting> Settings)
{
    /// <summary>The table's header.</summary>
    public string Title => $"[{Name}]";

    /// <summary>In errors: <c>in [inside]</c>, <c>at the top of the file</c>.</summary>
    public string Where => Name.Length == 0 ? "at the top of the file" : $"in {Title}";

    public string PathOf(string key) => Name.Length == 0 ? key : $"{Name}.{key}";
}
