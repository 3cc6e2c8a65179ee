using System.Collections.Immutable;
using Gateway.Lab.Machines;

namespace Gateway.Lab.Devices;

/// <summary>A gateway to boot.</summary>
public sealed record GatewaySetup(string Name, GatewayDisk Disk)
{
    /// <summary>MiB.</summary>
    public int Memory { get; init; } = 1024;
    public ImmutableArray<NetworkCard> Cards { get; init; } = [];

    /// <summary>A USB stick that is plugged in when the machine is switched on.</summary>
    public FatStick? Stick { get; init; }

    /// <summary>What the machine's clock says when it is switched on, in UTC; null: the right time.</summary>
    public DateTime? Clock { get; init; }

    /// <summary>When the machine is killed, whatever it does.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(20);

    public MachineConfig ToMachine(string firmware) => new(Name)
    {
        Memory = Memory,
        Firmware = new Firmware(firmware, Disk.Variables),
        Disk = Disk.Path,
        Stick = Stick?.Path,
        Cards = Cards,
        SerialPorts = ["gateway.status"],
        Clock = Clock,
        Deadline = Deadline,
    };
}
