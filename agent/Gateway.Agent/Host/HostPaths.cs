namespace Gateway.Agent.Host;

/// <summary>Where the host's agent finds and keeps its things.</summary>
public static class HostPaths
{
    public const string Boot = "/boot";
    public const string State = "/var/lib/gateway";
    public const string Ula = "/var/lib/gateway/ula";
    public const string Cards = "/var/lib/gateway/cards.json";
    public const string Generations = "/var/lib/gateway/generations";
    public const string Document = "/var/lib/gateway/channel/stack.json";
    public const string Socket = "/var/lib/gateway/channel/host.sock";

    /// <summary>/etc is volatile on the host, and so is the list of what was written there.</summary>
    public const string Manifest = "/run/gateway/manifest";
    public const string MachineId = "/etc/machine-id";
    public const string StackImage = "/opt/gateway-stack.squashfs";
    public const string StackImageHash = "/opt/gateway-stack.sha256";
    public const string KernelTaint = "/proc/sys/kernel/tainted";
    public const string KernelCommandLine = "/proc/cmdline";
    public const string UdevData = "/run/udev/data";
    public const string Interfaces = "/sys/class/net";

    public const string ControlGroups = "/sys/fs/cgroup";

    /// <summary>There as long as a process of the container lives; with a number behind it when an older one could not be removed.</summary>
    public const string ContainerControlGroup = "lxc.payload.gateway*";
    public const string ContainerRoot = "/var/lib/lxd/storage-pools/default/containers/gateway/rootfs";
    public const string Screen = "/dev/tty1";
    public const string Serial = "/dev/ttyS0";
    public const string StatusPort = "/dev/virtio-ports/gateway.status";
}
