using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Knot;

public sealed class KnotPlannerTests
{
    private const string Path = "/etc/knot/knot.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("segments")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Knot/Expected/{sample}.conf", Planned.File("knot", Path, StackSamples.All[sample]));

    [Fact]
    public void The_zones_are_the_domain_and_the_pools_way_back_and_knots_own_once_they_are_there()
    {
        var zones = Planned.Service("knot", StackSamples.Default).Files.Where(static file => file.Once);

        Assert.Equal(
            ["/var/lib/gateway/names/home.arpa.zone", "/var/lib/gateway/names/4.168.192.in-addr.arpa.zone"],
            zones.Select(static zone => zone.Path));
        Assert.All(zones, static zone => Assert.Equal(("knot", "knot"), (zone.Owner, zone.Group)));
    }

    [Fact]
    public void The_key_is_for_knot_alone()
    {
        var file = Planned.Service("knot", StackSamples.Default).Files.Single(static file => file.Path == Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, file.Mode);
        Assert.Equal(("root", "knot"), (file.Owner, file.Group));
    }

    [Fact]
    public void A_change_reloads_it_and_nobody_else_reaches_it()
    {
        var service = Planned.Service("knot", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
        Assert.Empty(service.Openings);
        Assert.Equal([new Probe.TcpConnect("127.0.0.2", 53)], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_where_no_name_could_be_given_or_asked_for()
    {
        Planned.IsOff("knot", StackSamples.EverythingOff);
        Planned.IsOff("knot", StackSamples.NotServed);
        Planned.IsOff("knot", StackSamples.Default with { Dns = new DnsConfig { LeaseNames = false } });
        Planned.IsOff("knot", StackSamples.Default with { Inside = StackSamples.Default.Inside with { DhcpEnabled = false } });
        Planned.IsOff("knot", StackSamples.Default with { Dns = new DnsConfig { Enabled = false } });
    }

    [Fact]
    public void Without_it_the_resolver_knows_the_boxs_own_names_only()
    {
        var text = Planned.File("unbound", "/etc/unbound/gateway.d/resolution.conf", StackSamples.Default with { Dns = new DnsConfig { LeaseNames = false } });

        Assert.Contains("local-zone: \"home.arpa.\" static", text);
        Assert.DoesNotContain("stub-zone", text);
        Assert.DoesNotContain("do-not-query-localhost", text);
    }
}
