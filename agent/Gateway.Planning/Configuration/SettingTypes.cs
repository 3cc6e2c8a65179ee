using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The kinds of values that gateway.toml's settings take.</summary>
internal static class SettingTypes
{
    public const string BooleanName = "true or false";
    public const string IntegerName = "whole number";
    public const string TextName = "text";
    public const string ListName = "list of texts";
    public const string PortsName = "port or range";

    public static SettingType<bool> Boolean { get; } = new(BooleanName, ReadBoolean);

    public static SettingType<int> Integer(int from, int to) => new(IntegerName, (string path, TomlValue value, ConfigurationErrors errors, out int result) =>
    {
        result = 0;
        if (value is not TomlInteger integer)
        {
            var hint = value is TomlString text && long.TryParse(text.Value, out var number) ? $"write {number} without quotes" : $"from {from} to {to}";
            return WrongType(path, "a whole number", value, errors, hint);
        }

        if (integer.Value < from || integer.Value > to)
        {
            errors.Add(value.Span, $"{path}: {integer.Value} is out of range", $"from {from} to {to}");
            return false;
        }

        result = (int)integer.Value;
        return true;
    })
    { Bounds = (from, to) };

    /// <summary>A whole number, or a text with the first and the last one.</summary>
    public static SettingType<PortRange> Ports { get; } = new(PortsName, static (string path, TomlValue value, ConfigurationErrors errors, out PortRange? result) =>
    {
        result = null;
        if (value is not TomlInteger and not TomlString)
        {
            return WrongType(path, "a port or a range of them", value, errors, "write 443, or \"8000-8010\"");
        }

        var parsed = PortRangeText.Parse(value is TomlInteger integer ? integer.Value.ToString(CultureInfo.InvariantCulture) : ((TomlString)value).Value);
        result = parsed.Value;
        if (!parsed.IsGood)
        {
            errors.Add(value.Span, $"{path}: {parsed.Error}", parsed.Hint);
        }

        return parsed.IsGood;
    })
    { Bounds = (1, 65535) };

    /// <summary>One of a list of words.</summary>
    public static SettingType<string> Word(ImmutableArray<string> allowed) =>
        Text(text => allowed.Contains(text) ? Parsed.Good(text) : UnknownWord<string>(text, allowed)) with { Allowed = allowed };

    /// <summary>A text that a parser gives its meaning.</summary>
    public static SettingType<T> Text<T>(Func<string, Parsed<T>> parse) => new(TextName, (string path, TomlValue value, ConfigurationErrors errors, out T? result) =>
    {
        result = default;
        if (value is not TomlString text)
        {
            return WrongType(path, "a text between quotes", value, errors);
        }

        var parsed = parse(text.Value);
        if (!parsed.IsGood)
        {
            errors.Add(value.Span, $"{path}: {parsed.Error}", parsed.Hint);
            return false;
        }

        result = parsed.Value;
        return true;
    });

    /// <summary>One of a list of words, which are an enumeration's names in lower case, with hyphens.</summary>
    public static SettingType<T> Word<T>(params T[] except)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>().Except(except);
        var words = values.ToImmutableDictionary(static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        var allowed = values.Select(static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())).ToImmutableArray();
        return Text(text => words.TryGetValue(text, out var value) ? Parsed.Good(value) : UnknownWord<T>(text, allowed)) with { Allowed = allowed };
    }

    /// <summary>A list of texts, each different.</summary>
    public static SettingType<ImmutableArray<string>> List(Func<string, Parsed<string>> parse)
    {
        var item = Text(parse);
        return new(ListName, (string path, TomlValue value, ConfigurationErrors errors, out ImmutableArray<string> result) =>
        {
            result = [];
            if (value is not TomlArray { IsOfTables: false } array)
            {
                var hint = value is TomlString text ? $"write it between brackets: [\"{Quoted.Escape(text.Value)}\"]" : null;
                return WrongType(path, "a list of texts", value, errors, hint);
            }

            return ReadItems(path, array, item, errors, out result);
        });
    }

    /// <summary>A list of words of a fixed list.</summary>
    public static SettingType<ImmutableArray<string>> Words(ImmutableArray<string> allowed) =>
        List(text => allowed.Contains(text) ? Parsed.Good(text) : UnknownWord<string>(text, allowed)) with { Allowed = allowed };

    public static bool WrongType(string path, string expected, TomlValue found, ConfigurationErrors errors, string? hint = null)
    {
        errors.Add(found.Span, $"{path}: {expected} is expected, but {found.Kind} was found", hint);
        return false;
    }

    private static bool ReadBoolean(string path, TomlValue value, ConfigurationErrors errors, out bool result)
    {
        result = value is TomlBoolean { Value: true };
        return value is TomlBoolean || WrongType(path, "true or false", value, errors, "write true or false, in lower case and without quotes");
    }

    private static Parsed<T> UnknownWord<T>(string text, ImmutableArray<string> allowed)
    {
        var list = string.Join(", ", allowed.Select(word => $"\"{word}\""));
        var hint = NearestWord.Of(text, allowed) is { } near ? $"did you mean \"{near}\"? Allowed: {list}" : $"allowed: {list}";
        return Parsed.Bad<T>($"{Quoted.Text(text)} is not an allowed value", hint);
    }

    private static bool ReadItems(
        string path, TomlArray array, SettingType<string> type, ConfigurationErrors errors, out ImmutableArray<string> result)
    {
        var items = ImmutableArray.CreateBuilder<string>();
        var good = true;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in array.Items)
        {
            if (!type.Read(path, element, errors, out var item))
            {
                good = false;
            }
            else if (!lines.TryAdd(item!, element.Span.Line))
            {
                errors.Add(element.Span, $"{path}: {Quoted.Text(item!)} is already in the list, in line {lines[item!]}", "keep one of the two");
                good = false;
            }
            else
            {
                items.Add(item!);
            }
        }

        result = items.ToImmutable();
        return good;
    }
}
