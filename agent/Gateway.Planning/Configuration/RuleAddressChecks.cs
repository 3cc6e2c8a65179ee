using System.Collections.Immutable;
using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>The addresses of a rule can occur where it says, in a family that is passed on there.</summary>
internal static class RuleAddressChecks
{
    public static void Run(GatewayConfig config, RuleConfig rule, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var good = AreGood(config, rule.Source, rule.From, $"{place}.source", places, errors)
            & AreGood(config, rule.Destination, rule.To, $"{place}.destination", places, errors);
        if (good && places.AreGood($"{place}.family", $"{place}.action"))
        {
            CheckFamily(config, rule, place, places, errors);
        }
    }

    /// <summary>False: an error was added, or the line has one already.</summary>
    private static bool AreGood(GatewayConfig config, ImmutableArray<string> addresses, string zone, string path, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(path) || !HostAddressChecks.AreKnown(config, places) || !places.IsGoodList("host-entry"))
        {
            return false;
        }

        var wrong = addresses.Select(address => (Address: address, Reason: WhyNot(config, address, zone, places))).Where(static pair => pair.Reason is not null).ToArray();
        foreach (var (address, reason) in wrong)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {address} {reason!.Value.Message}", reason.Value.Hint);
        }

        return wrong.Length == 0;
    }

    private static (string Message, string Hint)? WhyNot(GatewayConfig config, string address, string zone, ConfigurationPlaces places) =>
        RuleAddressText.IsName(address) ? WhyNotName(config, address, zone)
        : RuleAddressText.IsIpv4(address) ? WhyNotIpv4(config, address, zone, places)
        : WhyNotIpv6(config, Ipv6NetworkText.From(address), zone, places);

    private static (string Message, string Hint)? WhyNotName(GatewayConfig config, string name, string zone)
    {
        if (config.HostEntries.FirstOrDefault(entry => entry.Name == name) is not { } entry)
        {
            return (
                "is the name of no host-entry",
                NearestWord.Of(name, config.HostEntries.Select(static other => other.Name)) is { } near ? $"did you mean \"{near}\"?" : "write a [[host-entry]] with that name and its addresses, or an address here");
        }

        if (entry is { Ipv4: null, Ipv6: null })
        {
            return ("has no address in its host-entry, and nobody knows where it is", "write ipv4 in that host-entry");
        }

        var segment = entry.Ipv4 is null ? config.Inside : HostAddressChecks.SegmentOf(entry.Ipv4, config);
        return SegmentDefaults.Zone(segment) == zone ? null : ($"is in the zone {SegmentDefaults.Zone(segment)}, not in {zone}", "correct the zone or the name");
    }

    private static (string Message, string Hint)? WhyNotIpv4(GatewayConfig config, string network, string zone, ConfigurationPlaces places)
    {
        var inner = config.Segments.Where(segment => Ipv4NetworkText.Overlap(network, Ipv4Subnet.From(segment.Ipv4).NetworkText)).ToArray();
        if (zone == SegmentNameText.Outside)
        {
            var owner = inner.FirstOrDefault(segment => Ipv4NetworkText.IsIn(network, Ipv4Subnet.From(segment.Ipv4).NetworkText));
            return owner is null ? null : ($"lies in {Ipv4Subnet.From(owner.Ipv4).NetworkText}, the subnet of {places.Describe($"{owner.Table}.ipv4")}, and never outside", "correct the zone or the address");
        }

        return inner.Any(segment => SegmentDefaults.Zone(segment) == zone)
            ? null
            : ($"lies in no subnet of {zone}: {string.Join(", ", ConfiguredZones.SegmentsOf(config, zone).Select(segment => places.Describe($"{segment.Table}.ipv4")))}", "correct the zone or the address");
    }

    private static (string Message, string Hint)? WhyNotIpv6(GatewayConfig config, IPNetwork network, string zone, ConfigurationPlaces places)
    {
        if (network.PrefixLength > 64 && Ipv6Text.IsIdentifier(network.BaseAddress))
        {
            return ("is the last 64 bits of an address alone", "write them as ipv6 in a [[host-entry]], and its name here");
        }

        var prefixes = config.Segments.SelectMany(segment => SegmentPrefixes.Known(config, segment).Select(prefix => (Segment: segment, Prefix: IPNetwork.Parse(prefix)))).ToArray();
        if (zone == SegmentNameText.Outside)
        {
            var (owner, prefix) = prefixes.FirstOrDefault(pair => Ipv6NetworkText.IsIn(network, pair.Prefix));
            return owner is null ? null : ($"lies in {prefix}, the prefix of {places.Describe($"{owner.Table}.ipv6")}, and never outside", "correct the zone or the address");
        }

        // The own prefix of a segment with "auto" is not known here.
        return prefixes.Any(pair => SegmentDefaults.Zone(pair.Segment) == zone && Ipv6NetworkText.Overlap(network, pair.Prefix))
            || (IsUniqueLocal(network) && ConfiguredZones.SegmentsOf(config, zone).Any(static segment => segment.Ipv6 == "auto"))
            ? null
            : ($"lies in no prefix of {zone}: {string.Join(", ", ConfiguredZones.SegmentsOf(config, zone).Select(segment => places.Describe($"{segment.Table}.ipv6")))}", "correct the zone or the address");
    }

    private static bool IsUniqueLocal(IPNetwork network) => Ipv6NetworkText.IsIn(network, IPNetwork.Parse("fc00::/7"));

    private static void CheckFamily(GatewayConfig config, RuleConfig rule, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var inward = rule is { From: SegmentNameText.Outside, Action: RuleAction.Accept };
        if (inward && rule.Family != RuleFamily.Ipv6)
        {
            errors.Add(
                places.Of($"{place}.action")!.Value,
                $"{place}.action: nobody outside can send IPv4 to an address inside, so that there is nothing to accept",
                "for IPv4 write a [[firewall.forward]]; for IPv6 write family = \"ipv6\" below it");
            return;
        }

        var families = RuleFamilies.Of(rule, config.HostEntries);
        var ipv6 = ConfiguredZones.HaveIpv6(config, rule.From, rule.To);
        if (families is { Ipv4: false, Ipv6: false })
        {
            errors.Add(places.Of(place)!.Value, $"{place}: its family, source and destination have no family of addresses in common, so that no packet fits", "write a rule for each family");
        }
        else if (rule is { Action: not RuleAction.Accept, Family: RuleFamily.Any } && families is { Ipv6: false } && ipv6 && Names(rule).Any())
        {
            errors.Add(
                places.Of(place)!.Value,
                $"{place}: {string.Join(", ", Names(rule))} {(Names(rule).Count() == 1 ? "has" : "have")} no ipv6 in a host-entry, so that this holds for IPv4 alone, while IPv6 is passed on from {rule.From} to {rule.To}",
                "write family = \"ipv4\" if that is meant; a computer makes itself IPv6 addresses as it likes, so put what is to be held in a segment of its own");
        }
        else if (families is { Ipv4: false } && !ipv6)
        {
            errors.Add(
                places.Of(place)!.Value,
                $"{place} is on IPv6 alone, which is not passed on from {rule.From} to {rule.To}",
                "delete the rule, or switch IPv6 on on both sides");
        }
    }

    private static IEnumerable<string> Names(RuleConfig rule) => rule.Source.Concat(rule.Destination).Where(RuleAddressText.IsName);
}
