using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>Each record has the data of its type, and goes with the others of its name.</summary>
internal static class DnsRecordChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood("system.domain"))
        {
            return;
        }

        var good = config.Dns.Records.Index()
            .Select(entry => new Placed($"dns.record[{entry.Index + 1}]", entry.Item, entry.Item.FullName(config.System.Domain)))
            .Where(record => places.AreGood($"{record.Place}.name", $"{record.Place}.type", $"{record.Place}.value"))
            .ToImmutableArray();
        foreach (var record in good)
        {
            CheckName(record, config, places, errors);
            CheckData(record, config.System.Domain, places, errors);
        }

        CheckTogether(good, places, errors);
        CheckAliases(good, config.System.Domain, places, errors);
    }

    private static void CheckName(Placed record, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var domain = config.System.Domain;
        // The box has the same names in each segment's part of the domain.
        var own = HostEntryChecks.OwnNames.FirstOrDefault(label =>
            record.Name == $"{label}.{domain}" || config.FurtherSegments.Any(segment => record.Name == $"{label}.{segment.Name}.{domain}"));
        if (own is not null)
        {
            errors.Add(
                places.Of($"{record.Place}.name")!.Value,
                $"{record.Place}.name: the name {own} is kept for the box itself",
                $"take another than {string.Join(", ", HostEntryChecks.OwnNames)}");
        }
        else if (record is { Config.Type: DnsRecordType.Cname } && record.Name == domain)
        {
            errors.Add(
                places.Of($"{record.Place}.name")!.Value,
                $"{record.Place}.name: {domain} is the inside's own domain, which cannot be an alias",
                "write A and AAAA records for it");
        }
        else if (record.IsAlias && config.Dns.ForwardZones.Index().FirstOrDefault(entry => record.Name == entry.Item.Domain) is { Item: not null } zone)
        {
            errors.Add(
                places.Of($"{record.Place}.name")!.Value,
                $"{record.Place}.name: {record.Name} is the domain of {places.Describe($"dns.forward-zone[{zone.Index + 1}].domain")}, whose resolvers answer for it",
                "delete one of the two entries");
        }
        else if (record.IsAlias && config.HostEntries.Index().FirstOrDefault(entry => record.Name == $"{entry.Item.Name}.{domain}") is { Item: not null } entry)
        {
            errors.Add(
                places.Of($"{record.Place}.name")!.Value,
                $"{record.Place}.name: {record.Name} is a machine's, by {places.Describe($"{HostEntryChecks.PlaceOf(entry.Index)}.name")}, and cannot be an alias too",
                "give the alias another name, or delete one of the two entries");
        }
    }

    private static void CheckData(Placed record, string domain, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var data = DnsRecordText.ParseData(record.Config.Type, record.Config.Value, domain);
        if (!data.IsGood)
        {
            errors.Add(places.Of($"{record.Place}.value")!.Value, $"{record.Place}.value: {data.Error}", data.Hint);
        }
    }

    private static void CheckTogether(ImmutableArray<Placed> records, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var seen = new Dictionary<string, Placed>(StringComparer.Ordinal);
        var all = new HashSet<(string, DnsRecordType, string)>();
        foreach (var record in records)
        {
            if (!seen.TryAdd(record.Name, record) && (record.IsAlias || seen[record.Name].IsAlias))
            {
                errors.Add(
                    places.Of($"{record.Place}.name")!.Value,
                    $"{record.Place}.name: {record.Name} has a record already, by {places.Describe($"{seen[record.Name].Place}.name")}, and a name with a CNAME has nothing else (RFC 1034)",
                    "delete one of the two, or write the addresses in the place of the CNAME");
            }
            else if (!all.Add((record.Name, record.Config.Type, record.Config.Value)))
            {
                errors.Add(places.Of($"{record.Place}.name")!.Value, $"{record.Place} is there twice", "delete one of the two");
            }
        }
    }

    /// <summary>An alias leads somewhere, and nothing hangs below it.</summary>
    private static void CheckAliases(ImmutableArray<Placed> records, string domain, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var targets = records.Where(static record => record.IsAlias)
            .GroupBy(static record => record.Name)
            .ToDictionary(static group => group.Key, group => group.First().Config.Target(domain), StringComparer.Ordinal);
        foreach (var record in records.Where(static record => record.IsAlias))
        {
            if (DnsAliases.End(record.Name, targets) is null)
            {
                errors.Add(places.Of($"{record.Place}.value")!.Value, $"{record.Place}.value: {record.Name} leads back to itself", "name a machine in one of the records");
            }

            if (records.FirstOrDefault(other => other.Name.EndsWith("." + record.Name, StringComparison.Ordinal)) is { } below)
            {
                errors.Add(
                    places.Of($"{below.Place}.name")!.Value,
                    $"{below.Place}.name: {below.Name} is below {record.Name}, which {places.Describe($"{record.Place}.name")} makes an alias",
                    $"write addresses for {record.Name} in the place of the CNAME");
            }
        }
    }

    private sealed record Placed(string Place, DnsRecordConfig Config, string Name)
    {
        public bool IsAlias => Config.Type == DnsRecordType.Cname;
    }
}
