using Gateway.Bench;

namespace Gateway.Lab.Tests.Bench;

public sealed class FigureListTests
{
    [Fact]
    public void First_boots_are_told_from_later_ones_and_the_router_stands_beside()
    {
        var gateway = Device(Sample(100, 50), Sample(60, 52), Sample(64, 51));
        var router = Device(Sample(50, 100), Sample(40, 100), Sample(40, 100));

        var figures = FigureList.Create(new BenchOptions("/out"), 300 * 1048576L, [gateway, router]).ToDictionary(static figure => figure.Name);

        Assert.Equal((100, 50), (figures["kernel start to READY, first boot"].Gateway!.Median, figures["kernel start to READY, first boot"].Peer!.Median));
        Assert.Equal(1.55, figures["kernel start to READY, later boots"].Ratio);
        Assert.False(figures["kernel start to READY, later boots"].Met);
        Assert.Equal(84, figures["kernel start until nine tenths idle"].Gateway!.Median);
        Assert.Equal([50, 52, 51], figures["NAT throughput, one flow"].Gateway!.Samples);
        Assert.False(figures["NAT throughput, one flow"].Met);
        Assert.True(figures["memory in use at READY"].Met);
        Assert.True(figures["compressed image"].Met);
        Assert.Null(figures["cold build"].Gateway);
        Assert.Contains("--cold", figures["cold build"].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_router_the_gateways_figures_stand_alone_and_nothing_is_judged_by_a_ratio()
    {
        var figures = FigureList.Create(new BenchOptions("/out") { ColdBuild = 200, PeerNote = "mkosi is not there" }, null, [Device(Sample(100, 50))]);

        Assert.All(figures, static figure => Assert.Null(figure.Ratio));
        Assert.Null(figures.Single(static figure => figure.Name == "kernel start to READY, first boot").Met);
        Assert.Null(figures.Single(static figure => figure.Name == "kernel start to READY, later boots").Gateway);
        Assert.Contains("mkosi is not there", figures[0].Note, StringComparison.Ordinal);
    }

    private static BootSample Sample(double ready, double throughput) => new(ready, ready / 2, ready + 20, 400, new LoadSample(throughput, throughput, throughput, throughput), "");

    private static DeviceBoots Device(params BootSample[] samples)
    {
        var device = new DeviceBoots(new BenchDevice("a device", null!, "192.0.2.1", "a.service", HasContainer: false));
        foreach (var sample in samples)
        {
            device.Add(sample);
        }

        return device;
    }
}
