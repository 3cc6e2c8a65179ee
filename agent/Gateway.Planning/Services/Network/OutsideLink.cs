using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>A link towards a provider.</summary>
/// <param name="Mtu">Bytes; null: the card's own.</param>
public sealed record OutsideLink(string Interface, int? Mtu)
{
    /// <summary>Null: by DHCP.</summary>
    public LinkAddress? Ipv4 { get; init; }

    /// <summary>Null: there is none.</summary>
    public LinkAddress? Ipv6 { get; init; }

    /// <summary>What is routed to it; null: nothing.</summary>
    public string? Prefix { get; init; }

    public static OutsideLink From(StackLink link) => new(link.Interface, link.Mtu)
    {
        Ipv4 = link is { Mode: LinkMode.Static, Ipv4: { } ipv4, Gateway: { } router } ? new LinkAddress(ipv4, router) : null,
        Ipv6 = link is { Ipv6: { } ipv6, Ipv6Gateway: { } router6 } ? new LinkAddress(ipv6, router6) : null,
        Prefix = link.Ipv6Prefix,
    };
}

/// <summary>An address with its prefix length, and the router of the link.</summary>
public sealed record LinkAddress(string Address, string Router)
{
    /// <summary>The router is in no subnet with it.</summary>
    public bool IsAlone => Address.EndsWith(Address.Contains(':') ? "/128" : "/32", StringComparison.Ordinal);
}
