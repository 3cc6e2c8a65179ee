using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Unbound;

/// <summary>The box's names and the operator's records -&gt; unbound's local data.</summary>
/// <remarks>
/// Unbound gives a CNAME of its local data without what it leads to, which programs do not ask for a second time. So an alias of a name that is known here has
/// that name's addresses, and one of another name is a zone that redirects, whose target unbound asks for.
/// </remarks>
public static class LocalRecords
{
    private const int OwnTtl = 300;

    public static IEnumerable<string> Lines(UnboundConfig config)
    {
        var data = Data(config).ToImmutableArray();
        return [.. WithPointers(data), .. Aliases(config, data)];
    }

    private static IEnumerable<Local> Data(UnboundConfig config)
    {
        foreach (var name in config.Names)
        {
            foreach (var address in name.Addresses)
            {
                yield return new Local($"{name.Label}.{config.Domain}", TypeOf(address), address, OwnTtl, name.Reverse);
            }
        }

        foreach (var record in config.Records.Where(static record => record.Type != DnsRecordType.Cname))
        {
            var isAddress = record.Type is DnsRecordType.A or DnsRecordType.Aaaa;
            yield return new Local(record.FullName(config.Domain), TypeName(record), DataOf(record, config), (int)record.Ttl.TotalSeconds, isAddress);
        }
    }

    /// <summary>An address has one name, the first.</summary>
    private static IEnumerable<string> WithPointers(ImmutableArray<Local> data)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in data)
        {
            yield return record.Line;
            if (record.Reverse && named.Add(record.Data))
            {
                yield return $"local-data-ptr: \"{record.Data} {record.Ttl} {record.Name}\"";
            }
        }
    }

    private static IEnumerable<string> Aliases(UnboundConfig config, ImmutableArray<Local> data)
    {
        var aliases = config.Records.Where(static record => record.Type == DnsRecordType.Cname).ToArray();
        var targets = aliases.ToDictionary(alias => alias.FullName(config.Domain), alias => DataOf(alias, config)[..^1], StringComparer.Ordinal);
        foreach (var alias in aliases)
        {
            var name = alias.FullName(config.Domain);
            var target = DnsAliases.End(name, targets)
                ?? throw new FormatException($"rendering the resolver's records: the alias {name} leads back to itself; name a machine in one of them");
            var addresses = data.Where(record => record.Name == target && record.Type is "A" or "AAAA").ToArray();
            var ttl = (int)alias.Ttl.TotalSeconds;
            foreach (var address in addresses)
            {
                yield return new Local(name, address.Type, address.Data, ttl, Reverse: false).Line;
            }

            if (addresses is [] && IsAbsent(target, config))
            {
                yield return $"local-zone: \"{name}.\" static";
            }
            else if (addresses is [])
            {
                yield return $"local-zone: \"{name}.\" redirect";
                yield return new Local(name, "CNAME", $"{target}.", ttl, Reverse: false).Line;
            }
        }
    }

    /// <summary>Nobody else knows a name of the domain: where leases have none, one without data here is not asked for outside.</summary>
    private static bool IsAbsent(string name, UnboundConfig config) =>
        !config.StubZones.Contains(config.Domain)
        && (name == config.Domain || name.EndsWith("." + config.Domain, StringComparison.Ordinal))
        && !config.ForwardZones.Any(zone => name == zone.Domain || name.EndsWith("." + zone.Domain, StringComparison.Ordinal));

    private static string DataOf(DnsRecordConfig record, UnboundConfig config)
    {
        var name = DnsRecordText.ParseName(record.Name);
        var data = name.IsGood ? DnsRecordText.ParseData(record.Type, record.Value, config.Domain) : name;
        return data.IsGood ? data.Value : throw new FormatException($"rendering the resolver's record {record.Name}: {data.Error}; {data.Hint}");
    }

    private static string TypeName(DnsRecordConfig record) => record.Type.ToString().ToUpperInvariant();

    private static string TypeOf(string address) =>
        IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A";

    private sealed record Local(string Name, string Type, string Data, int Ttl, bool Reverse)
    {
        /// <summary>Between single quotes, as TXT has double ones in it.</summary>
        public string Line => Type == "TXT" ? $"local-data: '{Record}'" : $"local-data: \"{Record}\"";

        private string Record => $"{Name}. {Ttl} IN {Type} {Data}";
    }
}
