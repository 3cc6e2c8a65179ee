using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>Of which families a packet can be that fits a rule.</summary>
internal readonly record struct RuleFamilies(bool Ipv4, bool Ipv6)
{
    public static RuleFamilies Of(RuleConfig rule, ImmutableArray<HostEntryConfig> entries)
    {
        var (source, destination) = (OfAddresses(rule.Source, entries), OfAddresses(rule.Destination, entries));
        return new RuleFamilies(
            rule.Family != RuleFamily.Ipv6 && source.Ipv4 && destination.Ipv4,
            rule.Family != RuleFamily.Ipv4 && source.Ipv6 && destination.Ipv6);
    }

    private static RuleFamilies OfAddresses(ImmutableArray<string> addresses, ImmutableArray<HostEntryConfig> entries)
    {
        var named = entries.Where(entry => addresses.Contains(entry.Name)).ToArray();
        return addresses.IsEmpty
            ? new RuleFamilies(true, true)
            : new RuleFamilies(
                addresses.Any(RuleAddressText.IsIpv4) || named.Any(static entry => entry.Ipv4 is not null),
                addresses.Any(RuleAddressText.IsIpv6) || named.Any(static entry => entry.Ipv6 is not null));
    }
}
