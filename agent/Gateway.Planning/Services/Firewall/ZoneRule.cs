using System.Collections.Immutable;
using System.Net;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>An operator's rule between zones, with the addresses that its names stand for.</summary>
/// <param name="Rule">As written.</param>
/// <param name="Source">Whom packets come from.</param>
/// <param name="Destination">Whom they go to.</param>
/// <param name="Origin">The entry of gateway.toml, shown as the rules' comment.</param>
public sealed record ZoneRule(RuleConfig Rule, RuleAddresses Source, RuleAddresses Destination, string Origin)
{
    /// <summary>IPv4 is let in from outside by a forward alone.</summary>
    public bool Ipv4 => Rule.Family != RuleFamily.Ipv6 && Source.HasIpv4 && Destination.HasIpv4 && Rule is not { From: ZoneMatrix.Outside, Action: RuleAction.Accept };

    public bool Ipv6 => Rule.Family != RuleFamily.Ipv4 && Source.HasIpv6 && Destination.HasIpv6;

    public static ZoneRule From(StackDocument document, int index)
    {
        var rule = document.Firewall.Rules[index];
        return new ZoneRule(rule, RuleAddresses.From(rule.Source, document.HostEntries), RuleAddresses.From(rule.Destination, document.HostEntries), RuleChecks.PlaceOf(index));
    }
}

/// <summary>Some computers, by family; all three empty: every one.</summary>
/// <param name="Ipv4">Networks.</param>
/// <param name="Ipv6">Networks.</param>
/// <param name="Identifiers">The last 64 bits of computers in whatever prefix their zone has.</param>
public sealed record RuleAddresses(ImmutableArray<string> Ipv4, ImmutableArray<string> Ipv6, ImmutableArray<string> Identifiers)
{
    public bool IsAll => Ipv4.IsEmpty && Ipv6.IsEmpty && Identifiers.IsEmpty;
    public bool HasIpv4 => IsAll || !Ipv4.IsEmpty;
    public bool HasIpv6 => IsAll || !Ipv6.IsEmpty || !Identifiers.IsEmpty;

    public static RuleAddresses From(ImmutableArray<string> written, ImmutableArray<HostEntryConfig> entries)
    {
        string[] all = [.. written.SelectMany(text => RuleAddressText.IsName(text) ? AddressesOf(text, entries) : [text])];
        string[] ipv6 = [.. all.Where(RuleAddressText.IsIpv6).Distinct()];
        return new RuleAddresses(
            [.. Ipv4NetworkText.Outermost([.. all.Where(RuleAddressText.IsIpv4).Distinct()])],
            [.. Ipv6NetworkText.Outermost([.. ipv6.Where(static text => !IsIdentifier(text))])],
            [.. ipv6.Where(IsIdentifier)]);
    }

    private static bool IsIdentifier(string text) => !text.Contains('/') && Ipv6Text.IsIdentifier(IPAddress.Parse(text));

    private static IEnumerable<string> AddressesOf(string name, ImmutableArray<HostEntryConfig> entries)
    {
        var entry = entries.FirstOrDefault(entry => entry.Name == name);
        return entry is { Ipv4: not null } or { Ipv6: not null }
            ? new[] { entry.Ipv4, entry.Ipv6 }.OfType<string>()
            : throw new FormatException($"reading a rule of the firewall on {name}: stack.json has no address for it; its writer must check that");
    }
}
