using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>Every table and key of gateway.toml, in the order of the documentation. Reading, hints and documentation follow from it.</summary>
public static class ConfigurationSchema
{
    /// <summary>The schema that this release reads.</summary>
    public const int Current = 1;

    /// <summary>The key that says it, the only one without which a file is wrong.</summary>
    public const string SchemaKey = "schema";

    public static ImmutableArray<SettingTable> Tables { get; } =
    [
        new("", "What the file is.",
        [
            new Setting<int>(SchemaKey, SettingTypes.Integer(1, Current), (config, value) => config with { Schema = value })
            {
                WhenUnset = "an error: the file must say how it is to be read",
                Example = "1",
                Limits = "1",
                Doc = "The version of this file's form.",
            },
        ]),
        SystemTables.System,
        SystemTables.Host,
        NetworkTables.Outside,
        NetworkTables.Inside,
        DhcpTables.Inside,
        DhcpOptionTables.Inside,
        SegmentTables.Segment,
        DhcpTables.Further,
        DhcpOptionTables.Further,
        HostEntryTables.HostEntry,
        FirewallTables.Firewall,
        FirewallTables.Forward,
        RuleTable.Rule,
        ServiceTables.Dns,
        ForwardZoneTable.ForwardZone,
        DnsRecordTable.Record,
        BlockListTable.BlockList,
        ProxyTables.Proxy,
        RegistryTables.Registry,
        RegistryTables.DockerHub,
        RegistryTables.Mirror,
        CertificatesTable.Certificates,
        ServiceTables.Time,
        TrustTable.Trust,
        ServiceTables.Logging,
    ];

    public static SettingTable? Table(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The tables of which there are as many as names, that stand in the one of this name: <c>segment.NAME</c> in <c>segment</c>.</summary>
    public static SettingTable? NamedIn(string holder) => Tables.FirstOrDefault(table => table.IsNamed && table.Holder == holder);

    /// <summary>The tables that stand directly in another one: <c>dhcp</c> in <c>inside</c>.</summary>
    public static IEnumerable<SettingTable> TablesIn(string name)
    {
        var prefix = name.Length == 0 ? "" : name + ".";
        return Tables.Where(table => table.Name.Length > prefix.Length && table.Name.StartsWith(prefix, StringComparison.Ordinal)
            && !table.Name[prefix.Length..].Contains('.'));
    }
}
