using Gateway.Planning.Configuration;
using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class RegistryVolumesTests
{
    [Theory]
    [InlineData(1, null, null, null, "docker-hub 128, ghcr 128, registry 128")]
    [InlineData(100, null, null, null, "docker-hub 13632, ghcr 13632, registry 13632")]
    [InlineData(100, 20480, null, null, "docker-hub 10240, ghcr 10240, registry 20480")]
    [InlineData(100, 20480, 10240, 1024, "docker-hub 10240, ghcr 1024, registry 20480")]
    [InlineData(100, 81920, null, null, "docker-hub 128, ghcr 128, registry 40704")]
    [InlineData(100, 40960, 40960, 40960, "docker-hub 13632, ghcr 13632, registry 13632")]
    public void Each_has_what_is_written_and_the_others_share_the_rest(int gibibytes, int? own, int? hub, int? mirror, string expected) => Assert.Equal(
        expected,
        string.Join(", ", RegistryVolumes.Of(Config(own, hub, mirror), (long)gibibytes << 30).Select(static volume => $"{volume.Name.Replace("gateway-", "", StringComparison.Ordinal).Replace("mirror-", "", StringComparison.Ordinal)} {volume.Size}")));

    [Fact]
    public void A_mirror_has_its_volume_where_its_daemon_keeps_things() => Assert.Equal(
        ("gateway-mirror-ghcr", "mirror-ghcr", "/var/lib/docker-mirror/ghcr"),
        RegistryVolumes.Of(Config(null, null, null), 4L << 30).Select(static volume => (volume.Name, volume.Device, volume.Path)).ElementAt(1));

    [Fact]
    public void Docker_hubs_volume_stays_while_its_mirror_is_off() =>
        Assert.Equal(RegistryVolumes.Of(new RegistryConfig(), 4L << 30), RegistryVolumes.Of(new RegistryConfig { Mirror = false, Enabled = false }, 4L << 30));

    [Fact]
    public void A_disk_that_is_too_small_for_the_quotas_is_told_of()
    {
        var condition = Assert.Single(RegistryVolumes.Conditions(Config(20480, 20480, null), 50L << 30).AsEnumerable());

        Assert.Equal(("registry-quota-smaller", "warning"), (condition.Code, condition.Severity));
        Assert.Contains("ask for 40960 MiB together", condition.Text, StringComparison.Ordinal);
        Assert.Empty(RegistryVolumes.Conditions(Config(20480, 20480, null), 200L << 30));
        Assert.Empty(RegistryVolumes.Conditions(new RegistryConfig(), 1L << 30));
    }

    private static RegistryConfig Config(int? own, int? hub, int? mirror) => new()
    {
        Quota = own,
        DockerHub = RegistryDefaults.DockerHub with { Quota = hub },
        Mirrors = [new MirrorConfig { Name = "ghcr", Url = "https://ghcr.io", Quota = mirror }],
    };
}
