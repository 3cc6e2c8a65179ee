namespace Gateway.Planning.Configuration;

/// <summary><c>[[host-entry]]</c>: a known machine inside, the same to DHCP, DNS and the firewall.</summary>
public sealed record HostEntryConfig
{
    /// <summary>Its name without the domain, in lower case.</summary>
    public string Name { get; init; } = "";

    /// <summary>By which DHCPv4 knows it, lower case with colons; null: by <see cref="ClientId"/>, or not at all.</summary>
    public string? Mac { get; init; }

    /// <summary>By which DHCPv6 knows it (RFC 8415 section 11): pairs of hexadecimal digits with colons; null: not at all.</summary>
    public string? Duid { get; init; }

    /// <summary>By which DHCPv4 knows it in the place of a MAC (RFC 2132 option 61), in the form of <see cref="Duid"/>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its address in the inside subnet; null: none is kept for it.</summary>
    public string? Ipv4 { get; init; }

    /// <summary>Its address in the inside /64, or its interface identifier, such as <c>::20</c>, which goes with every prefix; null: none is kept for it.</summary>
    public string? Ipv6 { get; init; }
}
