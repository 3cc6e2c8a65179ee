namespace Gateway.Planning.Configuration;

/// <summary>A forward by IPv6 opens a port of the machine's own address: nothing is translated.</summary>
internal static class ForwardFamilyChecks
{
    private const string Prefix = "outside.ipv6-prefix";

    public static void Run(ForwardConfig forward, string place, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var family = $"{place}.family";
        if (!places.AreGood(family))
        {
            return;
        }

        CheckSources(forward, place, places, errors);
        if (forward.Family == RuleFamily.Ipv4)
        {
            return;
        }

        if (config.Outside.Ipv6Prefix is null && places.AreGood(Prefix))
        {
            errors.Add(places.Of(family)!.Value, $"{family}: nobody outside reaches an IPv6 address inside without {Prefix}", "write the prefix that the provider routes to you below [outside], or family = \"ipv4\"");
        }

        CheckMachine(forward, place, config, places, errors);
        if (forward.ToPort is not null && places.AreGood($"{place}.to-port"))
        {
            errors.Add(
                places.Of($"{place}.to-port")!.Value,
                $"{place}.to-port: by IPv6 the machine is reached at its own address, where port is the machine's own already",
                "delete this line, or write a forward of its own for IPv6");
        }
    }

    private static void CheckMachine(ForwardConfig forward, string place, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = $"{place}.to";
        if (!places.AreGood(path) || !places.IsGoodList("host-entry"))
        {
            return;
        }

        if (ForwardTargetText.IsAddress(forward.To))
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {forward.To} says nothing of the machine's IPv6 address", "write a [[host-entry]] with ipv4 and ipv6, and its name here");
        }
        else if (config.HostEntries.FirstOrDefault(entry => entry.Name == forward.To) is { Ipv6: null } entry)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {places.Describe($"{HostEntryChecks.PlaceOf(config.HostEntries.IndexOf(entry))}.name")} has no IPv6 address, and nobody knows where {forward.To} is",
                "write ipv6 in that host-entry");
        }
    }

    private static void CheckSources(ForwardConfig forward, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = $"{place}.from";
        if (forward.From.IsEmpty || !places.AreGood(path))
        {
            return;
        }

        foreach (var (family, name, has) in new[]
        {
            (RuleFamily.Ipv4, "IPv4", forward.From.Any(RuleAddressText.IsIpv4)),
            (RuleFamily.Ipv6, "IPv6", forward.From.Any(RuleAddressText.IsIpv6)),
        })
        {
            var meant = forward.Family == RuleFamily.Any || forward.Family == family;
            if (meant && !has)
            {
                errors.Add(places.Of(path)!.Value, $"{path} has no {name} address, so that nobody could come by {name}", $"add one, or write another family");
            }
            else if (!meant && has)
            {
                errors.Add(places.Of(path)!.Value, $"{path} has {name} addresses, but {places.Describe($"{place}.family")} is without {name}", "delete them, or write family = \"any\"");
            }
        }
    }
}
