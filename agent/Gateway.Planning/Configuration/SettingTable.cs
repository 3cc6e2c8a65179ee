using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>One table of gateway.toml.</summary>
/// <param name="Name">As in its header, such as <c>inside.dhcp</c>; empty for the keys before the first header.</param>
/// <param name="Doc">What the table is for, in one line.</param>
public sealed record SettingTable(string Name, string Doc, ImmutableArray<Setting> Settings)
{
    /// <summary>In errors: <c>[inside]</c>, or where the keys before the first header stand.</summary>
    public string Title => Name.Length == 0 ? "the top of the file" : $"[{Name}]";

    public string PathOf(string key) => Name.Length == 0 ? key : $"{Name}.{key}";
}
