using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[[dns.forward-zone]]</c>: a domain that resolvers of its own are asked for (split DNS).</summary>
public sealed record ForwardZoneConfig
{
    public string Domain { get; init; } = "";

    /// <summary>In the form of <see cref="Upstream"/>; over TLS if they have names, which then all of them have.</summary>
    public ImmutableArray<string> Upstreams { get; init; } = [];

    /// <summary>False: nobody signs the domain, or not so that the root's keys say it is right.</summary>
    public bool Dnssec { get; init; } = true;

    /// <summary>Its names may have private addresses.</summary>
    public bool PrivateAddresses { get; init; } = true;
}
