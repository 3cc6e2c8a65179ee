using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Whom a rule is about: an IPv4 or IPv6 network, an address, or the name of a host entry.</summary>
internal static class RuleAddressText
{
    /// <summary>More than any list of this file is good for.</summary>
    private const int Longest = 256;

    private static readonly SettingType<ImmutableArray<string>> Unbounded = SettingTypes.List(Parse);

    public static SettingType<ImmutableArray<string>> Type { get; } = new(SettingTypes.ListName, static (string path, TomlValue value, ConfigurationErrors errors, out ImmutableArray<string> result) =>
    {
        if (value is TomlArray { Items.Count: > Longest } array)
        {
            result = [];
            errors.Add(array.Items[Longest].Span, $"{path}: the list has {array.Items.Count} entries, more than {Longest}", "write networks, or a second rule");
            return false;
        }

        return Unbounded.Read(path, value, errors, out result);
    });

    public static bool IsIpv6(string text) => text.Contains(':');

    public static bool IsIpv4(string text) => !IsIpv6(text) && text.Contains('.');

    public static bool IsName(string text) => !IsIpv6(text) && !IsIpv4(text);

    private static Parsed<string> Parse(string text) =>
        IsIpv6(text) ? Ipv6NetworkText.Parse(text)
        : (text.Length > 0 && char.IsAsciiDigit(text[0]) && IsIpv4(text)) || text.Contains('/') ? Ipv4NetworkText.Parse(text)
        : DomainText.ParseLabel(text);
}
