namespace Gateway.Planning.Configuration;

/// <summary><c>[[inside.dhcp.option]]</c>: what DHCPv4 tells clients beyond what follows from other keys.</summary>
public sealed record DhcpOptionConfig
{
    /// <summary>Its name, of <see cref="StandardDhcpOptions"/>; null: it has a number and a type.</summary>
    public string? Name { get; init; }

    public int? Code { get; init; }

    public DhcpOptionType? Type { get; init; }

    /// <summary>In the form of the type; several with commas between them.</summary>
    public string Value { get; init; } = "";

    /// <summary>True: clients are told whether they ask for it or not.</summary>
    public bool AlwaysSend { get; init; }
}

/// <summary>What an option's value is; the words are Kea's.</summary>
public enum DhcpOptionType
{
    Binary,
    Boolean,
    Uint8,
    Uint16,
    Uint32,
    Int8,
    Int16,
    Int32,
    Ipv4Address,
    String,
    Fqdn,

    /// <summary>A network and its router, as option 121 has them; no type of an option of one's own.</summary>
    Route,
}
