namespace Gateway.Agent.Host;

/// <summary>Where the host's agent finds and keeps its things.</summary>
public static class HostPaths
{
    public const string Boot = "/boot";
    public const string BlockLists = Boot + "/block-lists";
    public const string State = "/var/lib/gateway";
    public const string Ula = "/var/lib/gateway/ula";
    public const string Cards = "/var/lib/gateway/cards.json";
    public const string Generations = "/var/lib/gateway/generations";
    public const string KnownFailures = "/var/lib/gateway/known-failures.json";
    public const string Secrets = "/var/lib/gateway/secrets";
    public const string Document = "/var/lib/gateway/channel/stack.json";

    /// <summary>The stick whose configuration becomes a generation, by its label.</summary>
    public const string Stick = StickLabels + "/" + StickLabel;
    public const string StickLabels = "/dev/disk/by-label";
    public const string StickLabel = "GATEWAY-CFG";
    public const string StickMount = "/run/gateway/stick";

    /// <summary>There once the stick was looked at in this boot.</summary>
    public const string StickMark = "/run/gateway/stick-considered";

    /// <summary>A document that the container's agent is to check and not to take.</summary>
    public const string Candidate = "/var/lib/gateway/channel/candidate.json";
    public const string Socket = "/var/lib/gateway/channel/host.sock";

    public const string Run = "/run/gateway";

    /// <summary>/etc is volatile on the host, and so is the list of what was written there.</summary>
    public const string Manifest = "/run/gateway/manifest";
    public const string ContainerStarts = "/run/gateway/container-starts";

    /// <summary>What the check of the boot partition said at this boot; there only when it had not been unmounted cleanly.</summary>
    public const string BootCheck = "/run/gateway-boot-check.log";
    public const string Mounts = "/proc/self/mounts";
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
