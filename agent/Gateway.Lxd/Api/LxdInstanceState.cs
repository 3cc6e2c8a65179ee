using System.Collections.Immutable;

namespace Gateway.Lxd.Api;

public sealed record LxdInstanceState
{
    public string Status { get; init; } = "";

    /// <summary>The host's process id of the container's init; 0 or less when it does not run.</summary>
    public long Pid { get; init; }

    /// <summary>By interface name; null when it does not run.</summary>
    public ImmutableSortedDictionary<string, LxdInterfaceState>? Network { get; init; }
}

public sealed record LxdInterfaceState
{
    public string Hwaddr { get; init; } = "";

    /// <summary><c>up</c> or <c>down</c>.</summary>
    public string State { get; init; } = "";
    public int Mtu { get; init; }
    public ImmutableArray<LxdAddress> Addresses { get; init; } = [];
}

/// <param name="Family"><c>inet</c> or <c>inet6</c>.</param>
/// <param name="Scope"><c>global</c>, <c>link</c> or <c>local</c>.</param>
public sealed record LxdAddress(string Family, string Address, string Netmask, string Scope);
