using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Kea;

/// <summary>The DHCPv4 server of the segments.</summary>
public sealed record KeaConfig
{
    /// <summary>At least one.</summary>
    public required ImmutableArray<KeaSubnet> Subnets { get; init; }

    /// <summary>Bytes.</summary>
    public int Mtu { get; init; } = KeaDefaults.Mtu;

    public bool Debug { get; init; }

    /// <summary>Null: no segment has the server.</summary>
    public static KeaConfig? From(StackDocument document, StackObservation observation)
    {
        ImmutableArray<KeaSubnet> subnets =
        [
            .. document.ServedSegments.Where(static segment => segment.DhcpEnabled).Select(segment => KeaSubnet.From(segment, document, observation)),
        ];
        return subnets.IsEmpty ? null : new KeaConfig { Subnets = subnets, Debug = document.Logging.Debug.Contains("kea") };
    }
}
