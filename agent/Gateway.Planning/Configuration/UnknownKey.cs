using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>What to say about a key that is not in the schema: what it was most likely meant to be.</summary>
internal static class UnknownKey
{
    private static IEnumerable<SettingTable> NamedTables => ConfigurationSchema.Tables.Skip(1);

    /// <summary>Without those below a segment's, which have the keys of the inside's.</summary>
    private static IEnumerable<SettingTable> Plain => NamedTables.Where(static table => !table.Name.StartsWith(SegmentTables.Name + ".", StringComparison.Ordinal));

    /// <param name="table">Where the key stands.</param>
    /// <param name="place">The same, with the entry's number in a list.</param>
    /// <param name="entry">The key and its value.</param>
    /// <param name="errors">Takes the error.</param>
    /// <returns>The setting or table that is meant most likely, or null.</returns>
    public static string? Report(SettingTable table, string place, TomlEntry entry, ConfigurationErrors errors)
    {
        var isTable = entry.Value is TomlTable or TomlArray { IsOfTables: true };
        var name = entry.Key.Name;
        var header = Quoted.Escape(table.PathOf(name));
        var what = !isTable ? $"unknown key {Quoted.Text(name)} {table.Where}" : entry.Value is TomlTable ? $"unknown table [{header}]" : $"unknown table [[{header}]]";
        var span = isTable ? entry.Value.Span : entry.Key.Span;
        errors.Add(span.Line == 0 ? entry.Key.Span : span, what, isTable ? TableHint(table, name) : KeyHint(table, name));
        return isTable ? NearestTable(table, name) : NearestKey(table, name) is { } near ? SettingTable.Join(place, near) : null;
    }

    private static string? NearestTable(SettingTable table, string name) =>
        NearestWord.Of(table.PathOf(name), NamedTables.Select(known => known.Name))
        ?? NamedTables.FirstOrDefault(known => known.IsNamed && NearestWord.Of(table.PathOf(name), [known.Holder]) is not null)?.Name
        ?? NamedTables.FirstOrDefault(known => known.Name.EndsWith("." + name, StringComparison.Ordinal))?.Name;

    private static string? NearestKey(SettingTable table, string name) =>
        NearestWord.Of(name, table.Settings.Select(setting => setting.Key));

    private static string TableHint(SettingTable table, string name) =>
        NearestTable(table, name) is { } near
            ? $"did you mean {ConfigurationSchema.Table(near)!.Title}?"
            : $"the tables are {string.Join(", ", NamedTables.Select(known => known.Title))}";

    private static string KeyHint(SettingTable table, string name)
    {
        if (NearestKey(table, name) is { } near)
        {
            return $"did you mean {Quoted.Text(near)}?";
        }

        var elsewhere = Plain.Prepend(ConfigurationSchema.Tables[0]).Where(other => other.Settings.Any(setting => setting.Key == name)).Select(other => other.Where).ToArray();
        if (elsewhere.Length > 0)
        {
            return $"{Quoted.Text(name)} belongs {string.Join(" or ", elsewhere)}";
        }

        return table.Name.Length == 0
            ? TopHint(name)
            : $"the keys of {table.Title} are {string.Join(", ", table.Settings.Select(setting => setting.Key))}";
    }

    private static string TopHint(string name)
    {
        var keys = Plain.SelectMany(table => table.Settings.Select(setting => (table.Title, setting.Key))).ToArray();
        return NearestWord.Of(name, keys.Select(pair => pair.Key)) is { } near
            ? $"did you mean {Quoted.Text(near)} in {string.Join(" or ", keys.Where(pair => pair.Key == near).Select(pair => pair.Title))}?"
            : "before the first table stands schema alone; every other key belongs below a [table]";
    }
}
