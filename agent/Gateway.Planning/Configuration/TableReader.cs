using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>A TOML tree -&gt; settings, by the list of <see cref="ConfigurationSchema"/>.</summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="places">Takes where each setting stands.</param>
/// <param name="secrets">What <c>secret:NAME</c> means.</param>
/// <param name="keysAreMissing">True: a line was not understood, and may be the one with a key that must be there.</param>
internal sealed class TableReader(ConfigurationErrors errors, ConfigurationPlaces places, SecretReader secrets, bool keysAreMissing)
{
    /// <summary>Entries of one list; nobody writes as many.</summary>
    public const int MostEntries = 1000;

    /// <summary>Tables with names of their own; each has daemons listen on links of its own.</summary>
    public const int MostNamed = 32;

    public GatewayConfig Read(TomlTable root) => ReadTable(new GatewayConfig(), ConfigurationSchema.Tables[0], "", root);

    /// <param name="config">What was read so far.</param>
    /// <param name="table">What is known of the table.</param>
    /// <param name="place">Its name, with the entry's number in a list: <c>host-entry[2]</c>.</param>
    /// <param name="tree">What is written.</param>
    private GatewayConfig ReadTable(GatewayConfig config, SettingTable table, string place, TomlTable tree)
    {
        foreach (var entry in tree.Entries)
        {
            config = ReadEntry(config, table, place, entry);
        }

        return config;
    }

    private GatewayConfig ReadEntry(GatewayConfig config, SettingTable table, string place, TomlEntry entry)
    {
        var key = entry.Key.Name;
        var path = SettingTable.Join(place, key);
        if (ConfigurationSchema.TablesIn(table.Name).FirstOrDefault(inner => inner.Name == table.PathOf(key)) is { } inner)
        {
            return inner.IsList ? ReadList(config, inner, path, entry) : ReadInner(config, inner, path, entry);
        }

        if (ConfigurationSchema.NamedIn(table.PathOf(key)) is { } named)
        {
            return ReadNamed(config, named, path, entry);
        }

        if (table.Settings.FirstOrDefault(setting => setting.Key == key) is not { } setting)
        {
            ReportUnknown(table, place, entry);
            return config;
        }

        var changed = entry.Value is TomlInvalid ? null : setting.Apply(config, path, entry.Value, errors, secrets);
        places.Add(path, entry.Value.Span, isGood: changed is not null);
        return changed ?? config;
    }

    private void ReportUnknown(SettingTable table, string place, TomlEntry entry)
    {
        // What was not understood as TOML has been told already.
        // The setting that is meant has another value than its default, so comparing with that would mislead.
        if (entry.Value is not TomlInvalid && UnknownKey.Report(table, place, entry, errors) is { } meant)
        {
            places.Add(meant, entry.Value.Span, isGood: false);
        }
    }

    private GatewayConfig ReadNamed(GatewayConfig config, SettingTable named, string place, TomlEntry entry)
    {
        if (entry.Value is not TomlTable { Entries: var entries })
        {
            places.Add(place, entry.Value.Span, isGood: false);
            ReportNoTable(named, place, entry);
            return config;
        }

        if (entries.Count > MostNamed)
        {
            places.Add(place, entry.Value.Span, isGood: false);
            errors.Add(entries[MostNamed].Key.Span, $"{named.Title} is there {entries.Count} times, more than {MostNamed}", "is this the right file?");
            return config;
        }

        foreach (var one in entries)
        {
            config = ReadOne(config, named, SettingTable.Join(place, Quoted.Escape(one.Key.Name)), one);
        }

        return config;
    }

    private GatewayConfig ReadOne(GatewayConfig config, SettingTable named, string place, TomlEntry entry)
    {
        if (entry.Value is not TomlTable tree)
        {
            places.Add(place, entry.Value.Span, isGood: false);
            ReportNoTable(named, place, entry);
            return config;
        }

        var name = named.ParseName!(entry.Key.Name);
        var span = tree.Span.Line == 0 ? entry.Key.Span : tree.Span;
        places.Add(place, span, name.IsGood);
        var changed = ReadTable(named.BeginNamed!(config, entry.Key.Name), named, place, tree);
        RequireSettings(named, place, span);
        if (name.IsGood)
        {
            return changed;
        }

        // It is read for its errors alone; what others say of its name is left in doubt.
        places.Add(named.Holder, span, isGood: false);
        errors.Add(entry.Key.Span, $"{place}: {name.Error}", name.Hint);
        return config;
    }

    private GatewayConfig ReadInner(GatewayConfig config, SettingTable inner, string place, TomlEntry entry)
    {
        if (entry.Value is TomlTable tree)
        {
            return ReadTable(config, inner, place, tree);
        }

        places.Add(place, entry.Value.Span, isGood: false);
        if (entry.Value is TomlArray { IsOfTables: true })
        {
            errors.Add(entry.Value.Span, $"{inner.Title} is one table, not a list of tables", $"write {inner.Title} with single brackets, once");
        }
        else
        {
            ReportNoTable(inner, place, entry);
        }

        return config;
    }

    private GatewayConfig ReadList(GatewayConfig config, SettingTable list, string path, TomlEntry entry)
    {
        if (entry.Value is TomlArray array && array.Items.All(static item => item is TomlTable))
        {
            return ReadEntries(config, list, path, array);
        }

        if (list.Former is { } former && entry.Value is TomlBoolean)
        {
            places.Add(path, entry.Value.Span, isGood: true);
            return former.Apply(config, path, entry.Value, errors, secrets) ?? config;
        }

        places.Add(path, entry.Value.Span, isGood: false);
        if (entry.Value is TomlTable table)
        {
            errors.Add(
                table.Span.Line == 0 ? entry.Key.Span : table.Span,
                $"{path} is a list of tables, not one table",
                $"write {list.Title} with double brackets, once for each entry");
        }
        else
        {
            ReportNoTable(list, path, entry);
        }

        return config;
    }

    private GatewayConfig ReadEntries(GatewayConfig config, SettingTable list, string path, TomlArray array)
    {
        if (array.Items.Count > MostEntries)
        {
            places.Add(path, array.Span, isGood: false);
            errors.Add(array.Items[MostEntries].Span, $"{list.Title} is there {array.Items.Count} times, more than {MostEntries}", "is this the right file?");
            return config;
        }

        var number = 0;
        foreach (var item in array.Items.Cast<TomlTable>())
        {
            var place = $"{path}[{++number}]";
            places.Add(place, item.Span, isGood: true);
            config = ReadTable(list.Begin!(config), list, place, item);
            RequireSettings(list, place, item.Span);
        }

        return config;
    }

    private void RequireSettings(SettingTable table, string place, TomlSpan span)
    {
        foreach (var setting in table.Settings.Where(setting => setting.IsRequired && places.Of(SettingTable.Join(place, setting.Key)) is null))
        {
            places.Add(SettingTable.Join(place, setting.Key), span, isGood: false);
            if (!keysAreMissing)
            {
                errors.Add(span, $"{place} has no {setting.Key}", $"write {setting.Key} = {setting.Example} below {table.Title}, with a value of your own");
            }
        }
    }

    private void ReportNoTable(SettingTable table, string path, TomlEntry entry)
    {
        if (entry.Value is not TomlInvalid)
        {
            var example = table.Settings[0];
            errors.Add(
                entry.Key.Span,
                $"{path} is a {(table.IsList ? "list of tables" : "table")}, but {entry.Value.Kind} was found",
                $"write {table.Title} in a line of its own and the settings below it, such as {example.Key} = {example.Example}");
        }
    }
}
