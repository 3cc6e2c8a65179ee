using Gateway.Planning.Generations;

namespace Gateway.Planning.Tests.Generations;

public sealed class RefusalPlacesTests
{
    private static readonly byte[] File = "schema = 1\n[proxy]\nenabled = true\n[inside.dhcp]\nlease-time = \"1h\"\n[[firewall.forward]]\nport = 80\n[[firewall.forward]]\nport = 81\n[registry]\nenabled = true\n"u8.ToArray();

    [Theory]
    [InlineData("syntax error\n  tcp dport 3128 acept comment \"proxy\"", "gateway.toml:2: proxy")]
    [InlineData("  udp dport 67 comment \"inside.dhcp\"", "gateway.toml:4: inside.dhcp")]
    [InlineData("checking the new /etc/kea/kea-dhcp4.conf: failed", "gateway.toml:4: inside.dhcp")]
    [InlineData("  dnat ip to 192.168.4.20 comment \"firewall.forward[2]\"", "gateway.toml:8: firewall.forward[2]")]
    [InlineData("  ct status dnat comment \"firewall.forward\"", "gateway.toml:6: firewall.forward")]
    [InlineData("checking the new /etc/haproxy/haproxy.cfg: failed", "gateway.toml:10: registry and gateway.toml:2: proxy.wpad")]
    [InlineData("  tcp dport 22 comment \"system.ssh-keys\"", "system.ssh-keys, which gateway.toml leaves at its default")]
    [InlineData("  udp dport 53 comment \"dns\"", "dns, which gateway.toml leaves at its default")]
    public void A_refusal_is_followed_to_the_line_it_comes_from(string refusal, string place) =>
        Assert.Equal($"{refusal}\nit follows from {place}", RefusalPlaces.Explain(refusal, "gateway.toml", File));

    [Fact]
    public void A_refusal_that_names_nothing_stays_as_it_is() => Assert.Equal("no", RefusalPlaces.Explain("no", "gateway.toml", File));
}
