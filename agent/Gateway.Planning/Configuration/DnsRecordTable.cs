namespace Gateway.Planning.Configuration;

/// <summary>The table of the records that the gateway answers with itself.</summary>
internal static class DnsRecordTable
{
    public static SettingTable Record { get; } = new("dns.record", "A record that the gateway answers with itself; as many as there are records.",
    [
        new Setting<string>("name", SettingTypes.Text(DnsRecordText.ParseName), (config, value) => Last(config, record => record with { Name = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: a record has a name",
            Example = "\"printer\"",
            Limits = "a name in ASCII, without a point at its end; labels may begin with _; not a name of the box itself",
            Doc = "The record's name; without a point in it one of [system] domain.",
        },
        new Setting<DnsRecordType>("type", SettingTypes.Text(DnsRecordText.ParseType) with { Allowed = DnsRecordText.Types }, (config, value) => Last(config, record => record with { Type = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: a record has a type",
            Example = "\"A\"",
            Limits = "A, AAAA, CNAME, TXT, SRV or MX; PTR is made of A and AAAA",
            Doc = "The record's type.",
        },
        new Setting<string>("value", SettingTypes.Text(DnsRecordText.ParseValue), (config, value) => Last(config, record => record with { Value = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: a record has data",
            Example = "\"192.168.4.20\"",
            Limits = "what the type takes: an address, a name, text, \"PRIORITY WEIGHT PORT NAME\", \"PREFERENCE NAME\"; 4000 characters at most",
            Doc = "The record's data; a name without a point in it is one of [system] domain.",
        },
        new Setting<TimeSpan>("ttl", SettingTypes.Text(text => DurationText.Parse(text, "1s", "7d")), (config, value) => Last(config, record => record with { Ttl = value }))
        {
            Default = "\"5m\"",
            Example = "\"1h\"",
            Limits = "a duration (s, m, h or d) from 1s to 7d",
            Doc = "How long computers may keep the answer.",
        },
    ])
    { Begin = config => config with { Dns = config.Dns with { Records = config.Dns.Records.Add(new DnsRecordConfig()) } } };

    private static GatewayConfig Last(GatewayConfig config, Func<DnsRecordConfig, DnsRecordConfig> change) => config with
    {
        Dns = config.Dns with { Records = config.Dns.Records.SetItem(config.Dns.Records.Length - 1, change(config.Dns.Records[^1])) },
    };
}
