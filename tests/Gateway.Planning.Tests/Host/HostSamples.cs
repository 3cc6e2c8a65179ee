using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Host;

/// <summary>A machine with two cards, and the configuration that names them.</summary>
internal static class HostSamples
{
    public static NetworkCard First { get; } = new()
    {
        Name = "enp1s0",
        PredictableName = "enp1s0",
        OtherNames = ["enx525400000001"],
        Mac = "52:54:00:00:00:01",
        PermanentMac = "52:54:00:00:00:01",
        Path = "pci-0000:01:00.0",
        Driver = "virtio_net",
        Mtu = 1500,
    };

    public static NetworkCard Second { get; } = First with
    {
        Name = "enp2s0",
        PredictableName = "enp2s0",
        OtherNames = [],
        Mac = "52:54:00:00:00:02",
        PermanentMac = "52:54:00:00:00:02",
        Path = "pci-0000:02:00.0",
    };

    public static GatewayConfig Config { get; } = new()
    {
        Outside = new LinkConfig { Nic = new NicSelector(NicSelectorKind.Mac, "52:54:00:00:00:01") },
        Inside = new SegmentConfig { Nic = new NicSelector(NicSelectorKind.Path, "pci-0000:02:00.0") },
    };

    public static HostInventory Inventory(params ImmutableArray<NetworkCard> cards) => new()
    {
        Cards = cards,
        MachineId = "0123456789abcdef0123456789abcdef",
        StackImageHash = "aa",
        UlaPrefix = "fd12:3456:789a::/48",
        StateBytes = 4L << 30,
    };

    /// <summary>What the container is told by a configuration that names no card.</summary>
    public static StackDocument Stack(GatewayConfig config) => Plan(
        config with { Outside = config.Outside with { Nic = Config.Outside.Nic }, Inside = config.Inside with { Nic = Config.Inside.Nic } }, First, Second).Stack!;

    public static HostDesired Plan(GatewayConfig config, params ImmutableArray<NetworkCard> cards) =>
        HostPlanner.Plan(config, RoleBinder.Bind(config, cards), Inventory(cards), generation: 7);
}
