namespace Gateway.Bench;

/// <summary>What was measured -&gt; the figures, in the order of the table. Pure.</summary>
public static class FigureList
{
    private const string Flows = "TCP from the Internet to one computer inside; every frame passes a hub in the bench's own process";

    /// <param name="options">What the build measured.</param>
    /// <param name="compressedImage">Bytes; null: it is not there.</param>
    /// <param name="devices">The gateway, and the plain router where there is one.</param>
    public static IReadOnlyList<Figure> Create(BenchOptions options, long? compressedImage, IReadOnlyList<DeviceBoots> devices) =>
    [
        .. OfBuild(options, compressedImage),
        .. OfBoots(
            devices[0].Samples,
            devices.Count > 1 ? devices[1].Samples : []),
    ];

    private static string Cold(BenchOptions options) =>
        "an empty cache, downloads included; besides the disk the laboratory, the agent and the other formats. "
        + (options.PeerNote ?? "mkosi: the packages of host and container in one erofs disk, nothing else");

    private static IEnumerable<Figure> OfBuild(BenchOptions options, long? compressedImage) =>
    [
        new Figure("cold build", "s", Measured.Of(options.ColdBuild)) { Peer = Measured.Of(options.PeerBuild), Aim = new Aim(240), Note = options.ColdBuild is null ? "only with --cold" : Cold(options) },
        new Figure("build after a change of the agent", "s", Measured.Of(options.AgentBuild))
        {
            Aim = new Aim(30),
            Note = options.AgentBuild is null ? "only by ./build.sh --target=Bench" : "in a fresh copy of the tree, restore and every output format included",
        },
        new Figure("compressed image", "MiB", Measured.Of(compressedImage / 1048576.0)) { Aim = new Aim(300) },
    ];

    private static IEnumerable<Figure> OfBoots(IReadOnlyList<BootSample> gateway, IReadOnlyList<BootSample> router)
    {
        Figure Of(string name, string unit, Func<BootSample, double> value, Func<IEnumerable<BootSample>, IEnumerable<BootSample>> boots) =>
            new(name, unit, Measured.Of(boots(gateway).Select(sample => (double?)value(sample)))) { Peer = Measured.Of(boots(router).Select(sample => (double?)value(sample))) };

        IEnumerable<BootSample> First(IEnumerable<BootSample> samples) => samples.Take(1);
        IEnumerable<BootSample> Later(IEnumerable<BootSample> samples) => samples.Skip(1);
        IEnumerable<BootSample> All(IEnumerable<BootSample> samples) => samples;
        Aim atMost = new(1.5, OfPeer: true), atMostFirst = new(2, OfPeer: true), atLeast = new(0.95, AtLeast: true, OfPeer: true);

        return
        [
            Of("kernel start to READY, first boot", "s", static sample => sample.Ready, First) with { Aim = atMostFirst, Note = "the state partition is made; by the device's own clock" },
            Of("kernel start to READY, later boots", "s", static sample => sample.Ready, Later) with { Aim = atMost },
            Of("power-on to the first lease, first boot", "s", static sample => sample.Lease, First) with { Aim = atMostFirst, Note = "firmware and boot loader included; the computer asks every second" },
            Of("power-on to the first lease, later boots", "s", static sample => sample.Lease, Later) with { Aim = atMost },
            Of("kernel start until nine tenths idle", "s", static sample => sample.Settled, All) with { Note = "five seconds long, with one SSH session; only then the loads begin" },
            Of("memory in use at READY", "MiB", static sample => sample.Memory, All) with { Aim = new Aim(450), Note = "'used' of free, of the host and all that runs on it, with one SSH session" },
            Of("NAT throughput, one flow", "Mbit/s", static sample => sample.Load.OneFlow, All) with { Aim = atLeast, Note = Flows },
            Of("NAT throughput, eight flows", "Mbit/s", static sample => sample.Load.EightFlows, All) with { Aim = atLeast },
            Of("DHCP leases", "a second", static sample => sample.Load.Leases, All) with { Aim = atLeast, Note = "perfdhcp, 100 computers in turn, more asked for than can be given" },
            Of("DNS answers out of the cache", "a second", static sample => sample.Load.Answers, All) with { Aim = atLeast, Note = "dnsperf, four names, DNSSEC validated" },
        ];
    }
}
