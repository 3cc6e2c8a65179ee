using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Chrony;

/// <summary>NTP for the inside; the host disciplines the clock that both share.</summary>
public sealed record ChronyConfig
{
    /// <summary>Served even while the host has no source, as a clock that all of the inside agrees on.</summary>
    public const int LocalStratum = 10;

    /// <summary>The host's address inside.</summary>
    public required string Source { get; init; }
    public required ImmutableArray<string> Addresses { get; init; }
    public required ImmutableArray<string> Clients { get; init; }

    public static ChronyConfig From(StackDocument document)
    {
        var ipv4 = Ipv4Segment.Parse(document.Inside.Ipv4);
        var ipv6 = Ipv6Segment.ParseOptional(document.Inside.Ula);
        return new ChronyConfig
        {
            Source = document.Inside.HostAddress,
            Addresses = [ipv4.Address, .. ipv6 is null ? [] : new[] { ipv6.Gateway }],
            Clients = [ipv4.Subnet, .. ipv6 is null ? [] : new[] { ipv6.Subnet }],
        };
    }
}
