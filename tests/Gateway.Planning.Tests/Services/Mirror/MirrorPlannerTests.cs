using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Mirror;

public sealed class MirrorPlannerTests
{
    private const UnixFileMode WithSecret = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    [Theory]
    [InlineData("default", "docker-hub.yml")]
    [InlineData("default", "docker-hub.kept.yml")]
    [InlineData("mirrors", "ghcr.yml")]
    [InlineData("mirrors", "list")]
    public void Renders_the_expected_file(string sample, string file) => ExpectedText.Matches(
        $"Services/Mirror/Expected/{sample}.{file}",
        Planned.File("mirror", $"/etc/gateway/mirror/{file}", StackSamples.All[sample]));

    [Fact]
    public void It_answers_on_a_socket_or_on_that_of_what_is_kept_and_does_not_hold_up_readiness()
    {
        var service = Planned.Service("mirror", StackSamples.Default);

        Assert.Equal(["gateway-mirrors.service", "gateway-mirror@docker-hub.service", "gateway-clear-mirrors.timer"], service.Units.Select(static unit => unit.Name));
        Assert.Empty(service.Openings);
        Assert.Equal(
            [new Probe.SocketOk(["/var/lib/haproxy/registry/mirror-docker-hub.sock", "/var/lib/haproxy/registry/mirror-docker-hub.kept.sock"], "/v2/")],
            service.Probes.AsEnumerable());
        Assert.True(service.NeedsInternet);
    }

    [Fact]
    public void Each_upstream_has_a_process_of_its_own()
    {
        var service = Planned.Service("mirror", StackSamples.Mirrors);

        Assert.Equal(
            ["gateway-mirrors.service", "gateway-mirror@docker-hub.service", "gateway-mirror@ghcr.service", "gateway-mirror@lab.service", "gateway-mirror@quay.service", "gateway-clear-mirrors.timer"],
            service.Units.Select(static unit => unit.Name));
        Assert.Equal(4, service.Probes.Length);
    }

    [Theory]
    [InlineData("docker-hub", "socks5://127.0.0.1:9050")]
    [InlineData("lab", "socks5://192.168.4.30:1080")]
    [InlineData("quay", "http://[2001:db8::3]:3128")]
    public void A_way_out_is_told_to_its_unit_which_starts_anew_with_it(string name, string proxy)
    {
        var path = $"/etc/systemd/system/gateway-mirror@{name}.service.d/via.conf";

        Assert.EndsWith(
            $"[Service]\nGroup=gateway-via\nSupplementaryGroups=docker-registry\nEnvironment=HTTP_PROXY={proxy} HTTPS_PROXY={proxy} NO_PROXY=\n",
            Planned.File("mirror", path, StackSamples.Mirrors),
            StringComparison.Ordinal);
        Assert.Contains(path, Planned.Service("mirror", StackSamples.Mirrors).Units.Single(unit => unit.Name == $"gateway-mirror@{name}.service").RestartOn);
    }

    [Fact]
    public void Who_leaves_directly_has_no_such_file() => Assert.DoesNotContain(
        Planned.Service("mirror", StackSamples.Mirrors).Files, static file => file.Path.Contains("gateway-mirror@ghcr", StringComparison.Ordinal));

    [Fact]
    public void A_password_stands_only_in_a_file_that_the_daemon_alone_may_read()
    {
        var files = Planned.Service("mirror", StackSamples.Mirrors).Files.Where(static file => file.Content.Contains("hunter2", StringComparison.Ordinal)).ToArray();

        Assert.Equal(("/etc/gateway/mirror/ghcr.yml", WithSecret, "root", "docker-registry"), Assert.Single(files.Select(static file => (file.Path, file.Mode, file.Owner, file.Group))));
    }

    [Fact]
    public void Further_authorities_may_vouch_for_the_upstream()
    {
        Assert.Equal("SSL_CERT_FILE=/etc/gateway/trust.pem\n", Planned.File("mirror", "/etc/gateway/mirror/environment", StackSamples.TlsResolvers));
        Assert.Equal(
            ["/etc/gateway/mirror/docker-hub.yml", "/etc/gateway/trust.pem"],
            Planned.Service("mirror", StackSamples.TlsResolvers).Units[1].RestartOn);
    }

    [Fact]
    public void It_goes_on_without_an_outside_so_that_what_it_holds_can_be_pulled() =>
        Assert.True(Planned.Service("mirror", StackSamples.WithoutOutside).Enabled);

    [Fact]
    public void Without_docker_hub_the_others_stay() => Assert.Equal(
        ["gateway-mirrors.service", "gateway-mirror@ghcr.service", "gateway-mirror@lab.service", "gateway-mirror@quay.service", "gateway-clear-mirrors.timer"],
        Planned.Service("mirror", StackSamples.Mirrors with { Registry = StackSamples.Mirrors.Registry with { Mirror = false } })
            .Units.Where(static unit => unit.Goal == UnitGoal.Running).Select(static unit => unit.Name));

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("mirror", StackSamples.EverythingOff);
        Planned.IsOff("mirror", StackSamples.NotServed);
        Planned.IsOff("mirror", StackSamples.Default with { Registry = new RegistryConfig { Mirror = false } });
    }
}
