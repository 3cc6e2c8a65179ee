using System.Collections.Immutable;

namespace Gateway.Lxd.Wire;

internal sealed record InstanceCreation(
    string Name,
    string Type,
    InstanceSource Source,
    string Description,
    ImmutableSortedDictionary<string, string> Config,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices,
    ImmutableArray<string> Profiles);

internal sealed record InstanceSource(string Type);

internal sealed record InstanceChange(
    string Architecture,
    string Description,
    ImmutableSortedDictionary<string, string> Config,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices,
    ImmutableArray<string> Profiles,
    bool Ephemeral);

internal sealed record InstanceStateChange(string Action, int Timeout, bool Force);

internal sealed record StoragePoolCreation(
    string Name, string Driver, string Description, ImmutableSortedDictionary<string, string> Config);

internal sealed record NetworkCreation(
    string Name, string Type, string Description, ImmutableSortedDictionary<string, string> Config);

internal sealed record VolumeCreation(
    string Name, string Description, string ContentType, ImmutableSortedDictionary<string, string> Config);

/// <summary>The writable part of a pool, a network and a volume.</summary>
internal sealed record ConfigChange(string Description, ImmutableSortedDictionary<string, string> Config);
