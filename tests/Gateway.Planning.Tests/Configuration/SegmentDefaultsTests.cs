using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class SegmentDefaultsTests
{
    [Theory]
    [InlineData("192.168.4.1/24", "192.168.4.2", "192.168.4.50-192.168.4.199")]
    [InlineData("192.168.4.254/24", "192.168.4.1", "192.168.4.50-192.168.4.199")]
    [InlineData("192.168.4.100/24", "192.168.4.1", "192.168.4.101-192.168.4.199")]
    [InlineData("192.168.4.160/24", "192.168.4.1", "192.168.4.50-192.168.4.159")]
    [InlineData("10.0.0.1/16", "10.0.0.2", "10.0.50.0-10.0.199.255")]
    [InlineData("10.0.0.1/8", "10.0.0.2", "10.50.0.0-10.199.255.255")]
    [InlineData("192.168.4.129/25", "192.168.4.130", "192.168.4.153-192.168.4.227")]
    [InlineData("192.168.4.9/29", "192.168.4.10", "192.168.4.11-192.168.4.13")]
    [InlineData("192.168.4.11/29", "192.168.4.9", "192.168.4.12-192.168.4.13")]
    public void Host_and_pool_follow_from_the_subnet(string ipv4, string host, string pool)
    {
        var config = Read.Good($"[inside]\nipv4 = \"{ipv4}\"\n");
        Assert.Equal(host, config.Host.InsideAddress);
        Assert.Equal(pool, $"{config.Inside.Dhcp.Pool!.First}-{config.Inside.Dhcp.Pool.Last}");
    }

    [Fact]
    public void The_pool_makes_room_for_a_host_that_was_given_an_address() =>
        Assert.Equal(
            new AddressRange("192.168.4.50", "192.168.4.149"),
            Read.Good("[host]\ninside-address = \"192.168.4.150\"\n").Inside.Dhcp.Pool);

    [Fact]
    public void In_every_subnet_the_pool_is_inside_and_without_gateway_and_host()
    {
        for (var prefix = Ipv4Subnet.ShortestPrefix; prefix <= Ipv4Subnet.LongestPrefix; prefix++)
        {
            var network = new Ipv4Subnet(Ipv4Text.From("10.8.0.0"), prefix);
            foreach (var gateway in Enumerable.Range(1, (int)Math.Min(300, network.LastHost - network.FirstHost)).Select(offset => network.Network + (uint)offset))
            {
                var subnet = network with { Address = gateway };
                var config = SegmentDefaults.Fill(new GatewayConfig { Inside = new SegmentConfig { Ipv4 = subnet.ToString() } });
                var first = Ipv4Text.From(config.Inside.Dhcp.Pool!.First);
                var last = Ipv4Text.From(config.Inside.Dhcp.Pool.Last);
                var host = Ipv4Text.From(config.Host.InsideAddress!);
                Assert.True(subnet.FirstHost <= first && first <= last && last <= subnet.LastHost, $"{subnet}: {config.Inside.Dhcp.Pool}");
                Assert.False(first <= gateway && gateway <= last, $"{subnet}: {config.Inside.Dhcp.Pool}");
                Assert.False(first <= host && host <= last, $"{subnet}: {config.Inside.Dhcp.Pool}");
                Assert.True(host != gateway && subnet.FirstHost <= host && host <= subnet.LastHost, $"{subnet}: {host}");
            }
        }
    }
}
