using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>A TOML tree -&gt; settings, by the list of <see cref="ConfigurationSchema"/>.</summary>
internal sealed class TableReader(ConfigurationErrors errors, ConfigurationPlaces places, SecretReader secrets)
{
    public GatewayConfig Read(TomlTable root) => ReadTable(new GatewayConfig(), ConfigurationSchema.Tables[0], root);

    private GatewayConfig ReadTable(GatewayConfig config, SettingTable table, TomlTable tree)
    {
        foreach (var entry in tree.Entries)
        {
            config = ReadEntry(config, table, entry);
        }

        return config;
    }

    private GatewayConfig ReadEntry(GatewayConfig config, SettingTable table, TomlEntry entry)
    {
        var key = entry.Key.Name;
        var path = table.PathOf(key);
        if (ConfigurationSchema.TablesIn(table.Name).FirstOrDefault(inner => inner.Name == path) is { } inner)
        {
            return ReadInner(config, inner, entry);
        }

        if (table.Settings.FirstOrDefault(setting => setting.Key == key) is not { } setting)
        {
            ReportUnknown(table, entry);
            return config;
        }

        var changed = entry.Value is TomlInvalid ? null : setting.Apply(config, path, entry.Value, errors, secrets);
        places.Add(path, entry.Value.Span, isGood: changed is not null);
        return changed ?? config;
    }

    private void ReportUnknown(SettingTable table, TomlEntry entry)
    {
        // What was not understood as TOML has been told already.
        // The setting that is meant has another value than its default, so comparing with that would mislead.
        if (entry.Value is not TomlInvalid && UnknownKey.Report(table, entry, errors) is { } meant)
        {
            places.Add(meant, entry.Value.Span, isGood: false);
        }
    }

    private GatewayConfig ReadInner(GatewayConfig config, SettingTable inner, TomlEntry entry)
    {
        if (entry.Value is TomlTable tree)
        {
            return ReadTable(config, inner, tree);
        }

        places.Add(inner.Name, entry.Value.Span, isGood: false);
        if (entry.Value is TomlArray { IsOfTables: true })
        {
            errors.Add(entry.Value.Span, $"{inner.Title} is one table, not a list of tables", $"write {inner.Title} with single brackets, once");
        }
        else if (entry.Value is not TomlInvalid)
        {
            var example = inner.Settings[0];
            errors.Add(
                entry.Key.Span,
                $"{inner.Name} is a table, but {entry.Value.Kind} was found",
                $"write {inner.Title} in a line of its own and the settings below it, such as {example.Key} = {example.Example}");
        }

        return config;
    }
}
