using System.Collections.Immutable;

namespace Gateway.Lab.Machines;

/// <summary>A virtual machine, whole.</summary>
public sealed record MachineConfig(string Name)
{
    /// <summary>Slots for cards that can be plugged in while the machine runs.</summary>
    public const int Slots = 4;

    public int Processors { get; init; } = 2;

    /// <summary>MiB.</summary>
    public int Memory { get; init; } = 1024;

    /// <summary>Direct boot of a kernel, or null.</summary>
    public DirectBoot? Kernel { get; init; }

    /// <summary>UEFI firmware, or null.</summary>
    public Firmware? Firmware { get; init; }

    /// <summary>A qcow2 disk, or null.</summary>
    public string? Disk { get; init; }

    /// <summary>The raw image of a USB stick that is plugged in, or null.</summary>
    public string? Stick { get; init; }
    public ImmutableArray<NetworkCard> Cards { get; init; } = [];

    /// <summary>Names of virtio-serial ports, beside the serial console.</summary>
    public ImmutableArray<string> SerialPorts { get; init; } = [];

    /// <summary>What the machine's clock says when it is switched on, in UTC; null: the right time.</summary>
    public DateTime? Clock { get; init; }

    /// <summary>When the machine is killed, whatever it does.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);
}

public sealed record DirectBoot(string Kernel, string Initrd, string CommandLine);

/// <param name="Code">The read-only firmware.</param>
/// <param name="Variables">This machine's own copy of the variables.</param>
public sealed record Firmware(string Code, string Variables);
