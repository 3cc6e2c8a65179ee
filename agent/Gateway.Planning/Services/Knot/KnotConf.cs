namespace Gateway.Planning.Services.Knot;

/// <summary>Renders <c>knot.conf</c> and the zones that it begins with.</summary>
public static class KnotConf
{
    public static string Render(KnotConfig config) => new ConfText()
        .Block("server:", static server => server
            .Line("rundir: \"/run/knot\"")
            .Line("user: knot:knot")
            .Line($"listen: {KnotDefaults.Address}@{KnotDefaults.Port}")
            .Line("identity: \"\"")
            .Line("version: \"\"")
            .Line("nsid: \"\"")
            .Line("udp-workers: 1")
            .Line("tcp-workers: 1")
            .Line("background-workers: 1")
            .Line("tcp-max-clients: 32"))
        .Block("log:", log => log
            .Line("- target: stderr")
            .Line($"  any: {(config.Debug ? "debug" : "error")}"))
        .Block("database:", static database => database
            .Line($"storage: \"{KnotDefaults.Storage}\"")
            .Line($"journal-db-max-size: {KnotDefaults.JournalFile}")
            .Line("kasp-db-max-size: 5M")
            .Line("timer-db-max-size: 1M"))
        .Block("key:", key => key
            .Line($"- id: {KnotDefaults.KeyName}")
            .Line($"  algorithm: {KnotDefaults.KeyAlgorithm}")
            .Line($"  secret: \"{config.Key.Reveal()}\""))
        .Block("acl:", static acl => acl
            .Line("- id: agent")
            .Line("  address: 127.0.0.0/8")
            .Line($"  key: {KnotDefaults.KeyName}")
            .Line("  action: [ transfer, update ]"))
        .Block("template:", Template)
        .Block("zone:", zone => zone.Lines(config.Zones.Select(static name => $"- domain: \"{name}.\"")))
        .ToString();

    /// <summary>The names are the agent's to fill in; the SOA is the one that the resolver shows too.</summary>
    public static string Zone(string zone, string domain) => string.Concat(
        $"{zone}. 3600 SOA gateway.{domain}. nobody.invalid. 1 3600 1200 604800 300\n",
        $"{zone}. 3600 NS gateway.{domain}.\n");

    /// <summary>A zone's file is complete after each update, so neither journal nor restart loses one.</summary>
    private static void Template(ConfText template) => template
        .Line("- id: default")
        .Line($"  storage: \"{KnotDefaults.Storage}\"")
        .Line("  file: \"%s.zone\"")
        .Line("  zonefile-sync: 0")
        .Line("  zonefile-load: whole")
        .Line("  journal-content: changes")
        .Line($"  journal-max-usage: {KnotDefaults.JournalOfZone}")
        .Line($"  journal-max-depth: {KnotDefaults.JournalDepth}")
        .Line($"  zone-max-size: {KnotDefaults.LargestZone}")
        .Line("  semantic-checks: off")
        .Line("  acl: agent");
}
