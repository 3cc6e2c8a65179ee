namespace Gateway.Lab.Machines;

/// <summary>A card of a machine.</summary>
/// <param name="Name">Its name in QEMU, such as <c>outside</c>.</param>
/// <param name="Mac">Lower case with colons.</param>
/// <param name="Slot">The PCI slot, from 1 to <see cref="MachineConfig.Slots"/>; the guest meets the cards in this order.</param>
/// <param name="SocketPath">The wire's port.</param>
public sealed record NetworkCard(string Name, string Mac, int Slot, string SocketPath)
{
    public string Model { get; init; } = "virtio-net-pci";

    /// <summary>False: the cable is not plugged in when the machine starts.</summary>
    public bool Connected { get; init; } = true;
}
