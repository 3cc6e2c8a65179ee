using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>Each known machine has a name, an identity and addresses of its own, in the inside's subnets.</summary>
internal static class HostEntryChecks
{
    /// <summary>The box's own names, whether their service is on or not, names by which clients find what they trust, and those of the loopback.</summary>
    internal static readonly string[] OwnNames = ["gateway", "host", "registry", "bcmnet", "mirror", "proxy", "wpad", "isatap", "localhost"];

    /// <summary>The names of computers that asked for none.</summary>
    private const string GeneratedPrefix = "dhcp-";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        Unique(config, "name", static entry => entry.Name, places, errors);
        Unique(config, "mac", static entry => entry.Mac, places, errors);
        Unique(config, "client-id", static entry => entry.ClientId, places, errors);
        Unique(config, "duid", static entry => entry.Duid, places, errors);
        Unique(config, "ipv4", static entry => entry.Ipv4, places, errors);
        Unique(config, "ipv6", static entry => entry.Ipv6 is { } ipv6 ? Ipv6Text.Identifier(IPAddress.Parse(ipv6)) : null, places, errors);
        foreach (var (index, entry) in config.HostEntries.Index())
        {
            var place = PlaceOf(index);
            CheckName(entry, place, places, errors);
            CheckIdentity(entry, place, places, errors);
            HostAddressChecks.CheckIpv4(entry, $"{place}.ipv4", config, places, errors);
            HostAddressChecks.CheckIpv6(entry, $"{place}.ipv6", config, places, errors);
        }
    }

    /// <summary>As in errors and comments: entries count from 1.</summary>
    public static string PlaceOf(int index) => $"host-entry[{index + 1}]";

    private static void Unique(GatewayConfig config, string key, Func<HostEntryConfig, string?> valueOf, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, entry) in config.HostEntries.Index())
        {
            var path = $"{PlaceOf(index)}.{key}";
            if (valueOf(entry) is { } value && places.AreGood(path) && !first.TryAdd(value, path))
            {
                errors.Add(places.Of(path)!.Value, $"{path}: {value} is already that of {places.Describe(first[value])}", "each machine has its own; correct or delete one of the two lines");
            }
        }
    }

    private static void CheckName(HostEntryConfig entry, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = $"{place}.name";
        if (!places.AreGood(path))
        {
            return;
        }

        if (OwnNames.Contains(entry.Name) || entry.Name.StartsWith(GeneratedPrefix, StringComparison.Ordinal))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: the name {entry.Name} is kept for the box itself",
                $"take a name that does not begin with {GeneratedPrefix} and is none of {string.Join(", ", OwnNames)}");
        }
        else if (entry == new HostEntryConfig { Name = entry.Name }
            && places.AreGood($"{place}.mac", $"{place}.client-id", $"{place}.duid", $"{place}.ipv4", $"{place}.ipv6"))
        {
            errors.Add(places.Of(place)!.Value, $"{place} says nothing of {entry.Name} but its name", "write mac, client-id or duid, or one of its addresses, below it");
        }
    }

    private static void CheckIdentity(HostEntryConfig entry, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (entry is { Mac: not null, ClientId: not null })
        {
            errors.Add(
                places.Of($"{place}.client-id")!.Value,
                $"{place}.client-id: DHCPv4 knows {entry.Name} already by {places.Describe($"{place}.mac")}",
                "delete one of the two lines");
        }
    }
}
