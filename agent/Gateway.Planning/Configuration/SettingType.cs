using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>What kind of value a setting takes.</summary>
/// <param name="Name">As documented: <c>text</c>, <c>whole number</c>, …</param>
/// <param name="Read">The value, or false after the errors were added; the path names the setting in them.</param>
internal sealed record SettingType<T>(string Name, SettingReader<T> Read)
{
    /// <summary>The words that may be written, where there is a fixed list.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>The bounds of a whole number, both included.</summary>
    public (int From, int To)? Bounds { get; init; }
}

internal delegate bool SettingReader<T>(string path, TomlValue value, ConfigurationErrors errors, out T? result);
