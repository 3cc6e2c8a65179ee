using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Lists of ports and ranges of them, no port twice.</summary>
internal static class PortLists
{
    public const string Name = "list of ports";

    /// <summary>More than any list of this file is good for.</summary>
    private const int Longest = 64;

    public static SettingType<ImmutableArray<PortRange>> Type { get; } = new(Name, static (string path, TomlValue value, ConfigurationErrors errors, out ImmutableArray<PortRange> result) =>
    {
        result = [];
        if (value is not TomlArray { IsOfTables: false } array)
        {
            var hint = value is TomlInteger number ? $"write it between brackets: [{number.Value}]" : value is TomlString text ? $"write it between brackets: [\"{Quoted.Escape(text.Value)}\"]" : null;
            return SettingTypes.WrongType(path, "a list of ports", value, errors, hint);
        }

        if (array.Items.Count > Longest)
        {
            errors.Add(array.Items[Longest].Span, $"{path}: the list has {array.Items.Count} entries, more than {Longest}", "write ranges, or a second rule");
            return false;
        }

        return ReadItems(path, array, errors, out result);
    })
    { Bounds = (1, 65535) };

    private static bool ReadItems(string path, TomlArray array, ConfigurationErrors errors, out ImmutableArray<PortRange> result)
    {
        var items = ImmutableArray.CreateBuilder<PortRange>();
        var good = true;
        foreach (var element in array.Items)
        {
            if (!SettingTypes.Ports.Read(path, element, errors, out var ports))
            {
                good = false;
            }
            else if (items.FirstOrDefault(ports!.Overlaps) is { } other)
            {
                errors.Add(element.Span, $"{path}: {ports} is in the list already, with {other}", "keep one of the two");
                good = false;
            }
            else
            {
                items.Add(ports);
            }
        }

        result = items.ToImmutable();
        return good;
    }
}
