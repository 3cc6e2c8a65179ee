using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host.Lxd;
using Gateway.Planning.Status;

namespace Gateway.Planning.Host;

/// <summary>The disk's part that is the registries': a volume for each, which is its quota.</summary>
public static class RegistryVolumes
{
    public const string MirrorPrefix = "gateway-mirror-";
    public const string DevicePrefix = "mirror-";

    /// <summary>Percent of the disk, for all of them together.</summary>
    private const int Percent = 40;

    /// <summary>MiB.</summary>
    private const long Least = 512;

    /// <summary>MiB, for one whose quota is not written.</summary>
    private const long LeastShare = 128;

    /// <summary>The private registry's and Docker Hub's stay where they are while they are switched off: what they hold is not lost by that.</summary>
    public static ImmutableArray<RegistryVolume> Of(RegistryConfig config, long stateBytes)
    {
        var (factor, share) = Division(config, stateBytes);
        return
        [
            .. config.Mirrors.Prepend(config.DockerHub)
                .Select(mirror => new RegistryVolume(MirrorPrefix + mirror.Name, DevicePrefix + mirror.Name, $"/var/lib/docker-mirror/{mirror.Name}", SizeOf(mirror.Quota))),
            new RegistryVolume("gateway-registry", "registry", "/var/lib/docker-registry", SizeOf(config.Quota)),
        ];

        long SizeOf(int? quota) => quota is { } asked ? Math.Max(LeastShare, VolumeSizes.RoundDown((long)(asked * factor))) : share;
    }

    /// <summary>Says so where the disk has less than what was asked for.</summary>
    public static ImmutableArray<Condition> Conditions(RegistryConfig config, long stateBytes) => Division(config, stateBytes).Factor < 1
        ?
        [
            new Condition(
                HostConditions.RegistryQuotaSmaller,
                "warning",
                $"the quotas of [registry] and its mirrors ask for {Quotas(config).Sum(static quota => (long)(quota ?? 0))} MiB together, but two fifths of this disk are all that registries may have: "
                + "each has less in proportion; write smaller quotas, or take a larger disk"),
        ]
        : [];

    /// <summary>By how much the quotas that are written are made smaller, and what the others have.</summary>
    private static (double Factor, long Share) Division(RegistryConfig config, long stateBytes)
    {
        var total = VolumeSizes.Share(stateBytes, Percent, Least);
        var asked = Quotas(config).Sum(static quota => (long)(quota ?? 0));
        var unwritten = Quotas(config).Count(static quota => quota is null);
        var room = Math.Max(0, total - (unwritten * LeastShare));
        var factor = asked > room ? (double)room / asked : 1;
        var share = unwritten == 0 ? 0 : Math.Max(LeastShare, VolumeSizes.RoundDown((total - (long)(asked * factor)) / unwritten));
        return (factor, share);
    }

    private static IEnumerable<int?> Quotas(RegistryConfig config) => config.Mirrors.Prepend(config.DockerHub).Select(static mirror => mirror.Quota).Prepend(config.Quota);
}

/// <param name="Name">The volume's.</param>
/// <param name="Device">The container's name for it.</param>
/// <param name="Path">Where it is in the container.</param>
/// <param name="Size">MiB.</param>
public sealed record RegistryVolume(string Name, string Device, string Path, long Size);
