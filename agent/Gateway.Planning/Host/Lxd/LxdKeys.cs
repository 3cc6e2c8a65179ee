using System.Collections.Immutable;

namespace Gateway.Planning.Host.Lxd;

/// <summary>Names of LXD's that more than one class speaks of.</summary>
public static class LxdKeys
{
    /// <summary>The SHA-256 of the image that the root was unpacked from; written only when it was unpacked completely.</summary>
    public const string Image = "user.gateway.image";

    /// <summary>Which cards carry the roles' devices: two cards can have the same name one after the other.</summary>
    public static string CardOf(string role) => $"user.gateway.card.{role}";

    /// <summary>The cards' devices, which come and go with the configuration.</summary>
    public static ImmutableArray<string> RoleDevices { get; } = [HostNames.Outside, HostNames.Inside];

    /// <summary>A mirror's volume, which comes and goes with the configuration too; all other devices of the goal are always there.</summary>
    public static bool IsMirror(string device) => device.StartsWith(RegistryVolumes.DevicePrefix, StringComparison.Ordinal);
}
