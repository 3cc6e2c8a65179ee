using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Lists of whole numbers, each different.</summary>
internal static class NumberLists
{
    public const string Name = "list of whole numbers";

    /// <summary>More than any list of this file is good for.</summary>
    private const int Longest = 256;

    /// <param name="from">The least number.</param>
    /// <param name="to">The largest number.</param>
    /// <param name="least">How many there must be.</param>
    public static SettingType<ImmutableArray<int>> Of(int from, int to, int least = 0)
    {
        var item = SettingTypes.Integer(from, to);
        return new(Name, (string path, TomlValue value, ConfigurationErrors errors, out ImmutableArray<int> result) =>
        {
            result = [];
            if (value is not TomlArray { IsOfTables: false } array)
            {
                return SettingTypes.WrongType(path, "a list of whole numbers", value, errors, value is TomlInteger number ? $"write it between brackets: [{number.Value}]" : null);
            }

            if (array.Items.Count < least || array.Items.Count > Longest)
            {
                errors.Add(value.Span, $"{path}: the list has {array.Items.Count} numbers", $"it takes {least} to {Longest}");
                return false;
            }

            return ReadItems(path, array, item, errors, out result);
        })
        { Bounds = (from, to) };
    }

    private static bool ReadItems(string path, TomlArray array, SettingType<int> type, ConfigurationErrors errors, out ImmutableArray<int> result)
    {
        var items = ImmutableArray.CreateBuilder<int>();
        var good = true;
        foreach (var element in array.Items)
        {
            if (!type.Read(path, element, errors, out var number))
            {
                good = false;
            }
            else if (items.Contains(number))
            {
                errors.Add(element.Span, $"{path}: {number} is already in the list", "keep one of the two");
                good = false;
            }
            else
            {
                items.Add(number);
            }
        }

        result = items.ToImmutable();
        return good;
    }
}
