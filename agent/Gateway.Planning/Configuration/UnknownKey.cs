using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>What to say about a key that is not in the schema: what it was most likely meant to be.</summary>
internal static class UnknownKey
{
    public static void Report(SettingTable table, TomlEntry entry, ConfigurationErrors errors)
    {
        var isTable = entry.Value is TomlTable or TomlArray { IsOfTables: true };
        var name = entry.Key.Name;
        var what = isTable ? $"unknown table [{Quoted.Escape(table.PathOf(name))}]" : $"unknown key {Quoted.Text(name)} in {table.Title}";
        var span = isTable ? entry.Value.Span : entry.Key.Span;
        errors.Add(span.Line == 0 ? entry.Key.Span : span, what, isTable ? TableHint(table, name) : KeyHint(table, name));
    }

    private static string TableHint(SettingTable table, string name)
    {
        var tables = ConfigurationSchema.Tables.Skip(1).ToArray();
        var near = NearestWord.Of(table.PathOf(name), tables.Select(known => known.Name))
            ?? tables.FirstOrDefault(known => known.Name.EndsWith("." + name, StringComparison.Ordinal))?.Name;
        return near is not null
            ? $"did you mean [{near}]?"
            : $"the tables are {string.Join(", ", tables.Select(known => known.Title))}";
    }

    private static string KeyHint(SettingTable table, string name)
    {
        if (NearestWord.Of(name, table.Settings.Select(setting => setting.Key)) is { } near)
        {
            return $"did you mean {Quoted.Text(near)}?";
        }

        var elsewhere = ConfigurationSchema.Tables.Where(other => other.Settings.Any(setting => setting.Key == name)).Select(other => other.Title).ToArray();
        if (elsewhere.Length > 0)
        {
            return $"{Quoted.Text(name)} belongs to {string.Join(" or ", elsewhere)}";
        }

        return table.Name.Length == 0
            ? TopHint(name)
            : $"the keys of {table.Title} are {string.Join(", ", table.Settings.Select(setting => setting.Key))}";
    }

    private static string TopHint(string name)
    {
        var keys = ConfigurationSchema.Tables.Skip(1).SelectMany(table => table.Settings.Select(setting => (table.Title, setting.Key))).ToArray();
        return NearestWord.Of(name, keys.Select(pair => pair.Key)) is { } near
            ? $"did you mean {Quoted.Text(near)} in {string.Join(" or ", keys.Where(pair => pair.Key == near).Select(pair => pair.Title))}?"
            : "before the first table stands schema alone; every other key belongs below a [table]";
    }
}
