using Gateway.Lab.Machines;

namespace Gateway.Lab.Tests.Machines;

public sealed class QemuCommandLineTests
{
    [Fact]
    public void A_gateway_gets_firmware_disk_and_cards_in_their_slots()
    {
        var machine = new MachineConfig("gw")
        {
            Firmware = new Firmware("/fw/code.fd", "/m/vars.fd"),
            Disk = "/m/disk.qcow2",
            Clock = new DateTime(1970, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Cards =
            [
                new NetworkCard("outside", "52:54:00:00:00:01", 2, "/w/outside.sock"),
                new NetworkCard("inside", "52:54:00:00:00:02", 1, "/w/inside.sock") { Model = "e1000e" },
            ],
            SerialPorts = ["gateway.status"],
        };

        Assert.Equal(
            """
            -name gw -nodefaults -no-user-config -nographic -S
            -machine q35
            -accel tcg,thread=multi
            -cpu max,la57=off,erms=off,fsrm=off,smap=off
            -smp 2
            -m 1024
            -rtc base=1970-01-02T03:04:05
            -pidfile /m/pid
            -chardev socket,id=qmp,path=/m/qmp.sock
            -mon chardev=qmp,mode=control
            -chardev socket,id=serial,path=/m/serial.sock
            -serial chardev:serial
            -object rng-random,id=random,filename=/dev/urandom
            -device virtio-rng-pci,rng=random
            -device virtio-serial-pci,id=ports
            -chardev socket,id=port0,path=/m/gateway.status.sock
            -device virtserialport,bus=ports.0,chardev=port0,name=gateway.status
            -drive if=pflash,unit=0,format=raw,readonly=on,file=/fw/code.fd
            -drive if=pflash,unit=1,format=raw,file=/m/vars.fd
            -drive if=none,id=disk,format=qcow2,discard=unmap,file=/m/disk.qcow2
            -device virtio-blk-pci,drive=disk,bootindex=0
            -device pcie-root-port,id=slot1,chassis=1,slot=1,addr=0x11
            -device pcie-root-port,id=slot2,chassis=2,slot=2,addr=0x12
            -device pcie-root-port,id=slot3,chassis=3,slot=3,addr=0x13
            -device pcie-root-port,id=slot4,chassis=4,slot=4,addr=0x14
            -netdev stream,id=wire-outside,server=off,addr.type=unix,addr.path=/w/outside.sock
            -device virtio-net-pci,bus=slot2,id=outside,mac=52:54:00:00:00:01,netdev=wire-outside,romfile=
            -netdev stream,id=wire-inside,server=off,addr.type=unix,addr.path=/w/inside.sock
            -device e1000e,bus=slot1,id=inside,mac=52:54:00:00:00:02,netdev=wire-inside,romfile=
            """,
            Text(QemuCommandLine.Arguments(machine, Accelerator.Tcg, "/m")));
    }

    [Fact]
    public void A_directly_booted_kernel_ends_the_machine_when_it_panics()
    {
        var machine = new MachineConfig("lab") { Memory = 512, Kernel = new DirectBoot("/k", "/i", "console=ttyS0 panic=-1") };

        var text = Text(QemuCommandLine.Arguments(machine, Accelerator.Kvm, "/m"));

        Assert.Contains("-accel kvm\n", text, StringComparison.Ordinal);
        Assert.Contains("-no-reboot\n-kernel /k\n-initrd /i\n-append console=ttyS0 panic=-1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("virtio-serial-pci", text, StringComparison.Ordinal);
    }

    /// <summary>One option a line, the flags without values together.</summary>
    private static string Text(IEnumerable<string> arguments) => string.Join(' ', arguments)
        .Replace(" -", "\n-", StringComparison.Ordinal)
        .Replace("gw\n-nodefaults\n-no-user-config\n-nographic\n-S", "gw -nodefaults -no-user-config -nographic -S", StringComparison.Ordinal);

    [Fact]
    public void A_stick_is_a_usb_disk_that_is_not_booted_from()
    {
        var arguments = string.Join(' ', QemuCommandLine.Arguments(new MachineConfig("gw") { Disk = "/m/disk.qcow2", Stick = "/m/stick.img" }, "kvm", "/m"));

        Assert.Contains("-drive if=none,id=stick,format=raw,file=/m/stick.img -device qemu-xhci,id=usb -device usb-storage,bus=usb.0,drive=stick,removable=on", arguments, StringComparison.Ordinal);
        Assert.Contains("virtio-blk-pci,drive=disk,bootindex=0", arguments, StringComparison.Ordinal);
    }
}
