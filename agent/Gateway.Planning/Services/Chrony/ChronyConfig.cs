using System.Collections.Immutable;
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

    /// <summary>The addresses to listen on; empty: all, since chrony takes one of each family, and several segments have more.</summary>
    public required ImmutableArray<string> BindAddresses { get; init; }
    public required ImmutableArray<string> Clients { get; init; }

    public static ChronyConfig From(StackDocument document)
    {
        var networks = document.ServedSegments.Select(SegmentNetwork.Of).ToArray();
        return new ChronyConfig
        {
            Source = document.Inside.HostAddress,
            Addresses = [.. networks.SelectMany(static network => network.Addresses)],
            BindAddresses = networks is [var only] ? only.Addresses : [],
            Clients = [.. networks.SelectMany(static network => network.Subnets)],
        };
    }
}
