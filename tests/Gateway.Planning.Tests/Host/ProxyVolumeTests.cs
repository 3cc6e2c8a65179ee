using Gateway.Planning.Configuration;
using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class ProxyVolumeTests
{
    [Theory]
    [InlineData(1, null, 128, 96)]
    [InlineData(4, null, 192, 144)]
    [InlineData(100, null, 5120, 2048)]
    [InlineData(4, 0, 192, 0)]
    [InlineData(4, 96, 192, 96)]
    [InlineData(100, 4096, 5504, 4096)]
    [InlineData(4, 4096, 768, 576)]
    public void The_cache_fits_into_its_volume_and_the_volume_into_its_part_of_the_disk(int gibibytes, int? asked, long volume, int cache)
    {
        var config = new ProxyConfig { CacheSize = asked };

        Assert.Equal((volume, cache), (ProxyVolume.Size(config, (long)gibibytes << 30), ProxyVolume.CacheSize(config, (long)gibibytes << 30)));
    }

    [Fact]
    public void A_disk_that_is_too_small_for_the_cache_is_told_of()
    {
        var asked = new ProxyConfig { CacheSize = 4096 };

        var condition = Assert.Single(ProxyVolume.Conditions(asked, 4L << 30).AsEnumerable());
        Assert.Equal(("proxy-cache-smaller", "warning"), (condition.Code, condition.Severity));
        Assert.Contains("its cache has 576 MiB", condition.Text);
        Assert.Empty(ProxyVolume.Conditions(asked, 100L << 30));
        Assert.Empty(ProxyVolume.Conditions(asked with { Enabled = false }, 4L << 30));
        Assert.Empty(ProxyVolume.Conditions(new ProxyConfig(), 1L << 30));
    }
}
