using System.Collections.Immutable;

namespace Gateway.Lab.Machines;

/// <summary>A machine to QEMU's arguments. Pure.</summary>
public static class QemuCommandLine
{
    /// <param name="machine">What to build.</param>
    /// <param name="accelerator"><c>kvm</c> or <c>tcg,thread=multi</c>.</param>
    /// <param name="folder">The machine's folder: sockets, logs, process id.</param>
    public static ImmutableArray<string> Arguments(MachineConfig machine, string accelerator, string folder)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("-name", machine.Name, "-nodefaults", "-no-user-config", "-nographic", "-S");

        arguments.AddRange("-machine", "q35", "-accel", accelerator, "-cpu", Processor(accelerator));
        arguments.AddRange("-smp", $"{machine.Processors}", "-m", $"{machine.Memory}");
        if (machine.Clock is { } clock)
        {
            arguments.AddRange("-rtc", $"base={clock:yyyy-MM-ddTHH:mm:ss}");
        }

        arguments.AddRange("-pidfile", $"{folder}/pid");
        arguments.AddRange("-chardev", $"socket,id=qmp,path={folder}/qmp.sock", "-mon", "chardev=qmp,mode=control");
        arguments.AddRange("-chardev", $"socket,id=serial,path={folder}/serial.sock", "-serial", "chardev:serial");
        arguments.AddRange("-object", "rng-random,id=random,filename=/dev/urandom", "-device", "virtio-rng-pci,rng=random");
        AddSerialPorts(arguments, machine, folder);
        AddBoot(arguments, machine);
        AddCards(arguments, machine);
        return arguments.ToImmutable();
    }

    /// <summary>The arguments of <c>device_add</c> for a card whose network backend is there.</summary>
    public static ImmutableSortedDictionary<string, string> Device(NetworkCard card) => ImmutableSortedDictionary.CreateRange(
        new KeyValuePair<string, string>[]
        {
            new("driver", card.Model),
            new("id", card.Name),
            new("netdev", $"wire-{card.Name}"),
            new("mac", card.Mac),
            new("bus", $"slot{card.Slot}"),

            // No boot ROM: it would ask for an address before the system that is tested runs.
            new("romfile", ""),
        });

    /// <summary>Five-level page tables cost every emulated memory access a step and serve nobody here. With erms or fsrm the kernel clears and
    /// copies memory by single bytes, each a step of the emulator: a boot took up to 25 seconds longer. With smap, an iretq in user mode,
    /// by which .NET goes on after a null reference, reads the stack as the kernel would: QEMU 7.2 faults, and the guest panics instead of saying so.</summary>
    private static string Processor(string accelerator) => accelerator == Accelerator.Kvm ? "max,la57=off" : "max,la57=off,erms=off,fsrm=off,smap=off";

    private static void AddSerialPorts(ImmutableArray<string>.Builder arguments, MachineConfig machine, string folder)
    {
        if (machine.SerialPorts.IsEmpty)
        {
            return;
        }

        arguments.AddRange("-device", "virtio-serial-pci,id=ports");
        foreach (var (port, index) in machine.SerialPorts.Select(static (port, index) => (port, index)))
        {
            arguments.AddRange("-chardev", $"socket,id=port{index},path={folder}/{port}.sock");
            arguments.AddRange("-device", $"virtserialport,bus=ports.0,chardev=port{index},name={port}");
        }
    }

    private static void AddBoot(ImmutableArray<string>.Builder arguments, MachineConfig machine)
    {
        if (machine.Kernel is { } kernel)
        {
            // Such a guest reboots only after a panic; that must end it.
            arguments.AddRange("-no-reboot", "-kernel", kernel.Kernel, "-initrd", kernel.Initrd, "-append", kernel.CommandLine);
        }

        if (machine.Firmware is { } firmware)
        {
            arguments.AddRange("-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={firmware.Code}");
            arguments.AddRange("-drive", $"if=pflash,unit=1,format=raw,file={firmware.Variables}");
        }

        if (machine.Disk is { } disk)
        {
            arguments.AddRange("-drive", $"if=none,id=disk,format=qcow2,discard=unmap,file={disk}");
            arguments.AddRange("-device", "virtio-blk-pci,drive=disk,bootindex=0");
        }

        if (machine.Stick is { } stick)
        {
            arguments.AddRange("-drive", $"if=none,id=stick,format=raw,file={stick}");
            arguments.AddRange("-device", "qemu-xhci,id=usb", "-device", "usb-storage,bus=usb.0,drive=stick,removable=on");
        }
    }

    private static void AddCards(ImmutableArray<string>.Builder arguments, MachineConfig machine)
    {
        for (var slot = 1; slot <= MachineConfig.Slots; slot++)
        {
            arguments.AddRange("-device", $"pcie-root-port,id=slot{slot},chassis={slot},slot={slot},addr=0x{0x10 + slot:x}");
        }

        foreach (var card in machine.Cards)
        {
            arguments.AddRange("-netdev", $"stream,id=wire-{card.Name},server=off,addr.type=unix,addr.path={card.SocketPath}");
            var device = Device(card);
            var rest = device.Where(static pair => pair.Key != "driver").Select(static pair => $"{pair.Key}={pair.Value}");
            arguments.AddRange("-device", $"{device["driver"]},{string.Join(',', rest)}");
        }
    }
}
