using System.Collections.Immutable;

namespace Gateway.Lxd.Api;

public sealed record LxdStoragePool
{
    public string Name { get; init; } = "";
    public string Driver { get; init; } = "";
    public string Description { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

public sealed record LxdVolume
{
    public string Name { get; init; } = "";

    /// <summary><c>custom</c>, or the kind of thing that owns the volume.</summary>
    public string Type { get; init; } = "";
    public string Description { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

public sealed record LxdNetwork
{
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";

    /// <summary>False: an interface of the host that LXD only lists.</summary>
    public bool Managed { get; init; }
    public string Description { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

public sealed record LxdProfile
{
    public string Name { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;
}

public sealed record LxdInstance
{
    public string Name { get; init; } = "";
    public string Architecture { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>LXD's word: Running, Stopped, Frozen, Error.</summary>
    public string Status { get; init; } = "";
    public bool Ephemeral { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;
    public ImmutableArray<string> Profiles { get; init; } = [];
}
