using Gateway.Planning.Configuration;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>Addresses of <c>[outside]</c> that are written down, and the prefix that is routed to it.</summary>
public sealed class OutsideTests
{
    private const string Static = "[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/29\"\ngateway = \"203.0.113.22\"\n";
    private const string Ipv6 = "[outside]\nipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"fe80::1\"\n";

    [Fact]
    public void The_segments_that_have_ipv6_get_a_64_each_one_after_the_other()
    {
        var stack = HostSamples.Stack(Read.Good(
            $"{Static}ipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"2001:DB8:F::1\"\nipv6-prefix = \"2001:db8:100:fffc::/62\"\n"
            + "[segment.a]\nvlan = 5\nipv4 = \"10.5.0.1/24\"\nipv6 = \"off\"\n[segment.b]\nvlan = 6\nipv4 = \"10.6.0.1/24\"\n[segment.c]\nvlan = 7\nipv4 = \"10.7.0.1/24\"\nipv6 = \"fd12:3456:789a:1::/64\"\n"));

        Assert.Equal(["2001:db8:100:fffc::/64", null, "2001:db8:100:fffd::/64", "2001:db8:100:fffe::/64"], stack.Segments.Select(static segment => segment.Prefix));
        Assert.Equal(
            (LinkMode.Static, "203.0.113.17/29", "203.0.113.22", "2001:db8:f::2/64", "2001:db8:f::1", "2001:db8:100:fffc::/62"),
            (stack.Outside.Mode, stack.Outside.Ipv4, stack.Outside.Gateway, stack.Outside.Ipv6, stack.Outside.Ipv6Gateway, stack.Outside.Ipv6Prefix));
    }

    [Theory]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/32\"\ngateway = \"198.51.100.1\"\n")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.16/31\"\ngateway = \"203.0.113.17\"\n")]
    [InlineData("[outside]\nipv6 = \"2001:db8:f::2/128\"\nipv6-gateway = \"2001:db8:e::1\"\n")]
    [InlineData(Ipv6)]
    [InlineData(Static)]
    public void What_providers_give_is_taken(string toml) => Assert.NotNull(Read.Good(toml));

    [Theory]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/29\"\n", "outside.mode is static, but there is no outside.gateway")]
    [InlineData("[outside]\nipv4 = \"203.0.113.17/29\"\n", "outside.ipv4 is not used: by outside.mode (the default) the provider's DHCP server gives address and router")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17\"\ngateway = \"203.0.113.22\"\n", "outside.ipv4: 203.0.113.17 has no prefix length from 8 to 32")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.16/29\"\ngateway = \"203.0.113.22\"\n", "outside.ipv4: 203.0.113.16 is the subnet's own address in 203.0.113.16/29, so no machine can have it")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/29\"\ngateway = \"203.0.113.25\"\n", "outside.gateway: 203.0.113.25 lies outside 203.0.113.16/29, the subnet of outside.ipv4 (line 4)")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/29\"\ngateway = \"203.0.113.17\"\n", "outside.gateway: 203.0.113.17 is the outside's own address, outside.ipv4 (line 4)")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"192.168.0.7/16\"\ngateway = \"192.168.0.1\"\n", "outside.ipv4: 192.168.0.0/16 has addresses in common with inside.ipv4 (the default)")]
    [InlineData("[outside]\nmode = \"static\"\nipv4 = \"203.0.113.17/32\"\ngateway = \"192.168.4.1\"\n", "outside.gateway: 192.168.4.1 lies in the subnet of inside.ipv4 (the default), and not outside")]
    [InlineData("[outside]\nipv6 = \"fd12:3456:789a:1::2/64\"\nipv6-gateway = \"fe80::1\"\n[inside]\nipv6 = \"fd12:3456:789a:1::/64\"\n", "outside.ipv6: fd12:3456:789a:1::/64 has addresses in common with inside.ipv6 (line 6)")]
    [InlineData(Static + "[dns]\nmode = \"provider\"\n", "dns.mode is provider, but by outside.mode (line 3) nobody names the provider's resolvers")]
    [InlineData("[outside]\nipv6 = \"2001:db8:f::2/64\"\n", "outside.ipv6 leads nowhere without outside.ipv6-gateway")]
    [InlineData("[outside]\nipv6-gateway = \"fe80::1\"\n", "outside.ipv6-gateway is not used without outside.ipv6")]
    [InlineData("[outside]\nipv6 = \"2001:db8:f::/64\"\nipv6-gateway = \"fe80::1\"\n", "outside.ipv6: 2001:db8:f::/64 names a network, where the outside's own address in it is meant")]
    [InlineData("[outside]\nipv6 = \"fe80::2/64\"\nipv6-gateway = \"fe80::1\"\n", "outside.ipv6: fe80::2/64 cannot be the outside's address: it is link-local, and no card is named")]
    [InlineData("[outside]\nipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"2001:db8:e::1\"\n", "outside.ipv6-gateway: 2001:db8:e::1 lies outside 2001:db8:f::/64, the network of outside.ipv6 (line 3)")]
    [InlineData("[outside]\nipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"ff02::1\"\n", "outside.ipv6-gateway: ff02::1 cannot be a router: it is multicast")]
    [InlineData("[outside]\nipv6-prefix = \"2001:db8:100::/56\"\n", "outside.ipv6-prefix is routed to nobody without outside.ipv6")]
    [InlineData(Ipv6 + "ipv6-prefix = \"2001:db8:f::/56\"\n", "outside.ipv6-prefix: 2001:db8:f::/56 has addresses in common with the network of outside.ipv6 (line 3), which is outside")]
    [InlineData(Ipv6 + "ipv6-prefix = \"2001:db8:100::1/56\"\n", "outside.ipv6-prefix: 2001:db8:100::1/56 has bits behind its length")]
    [InlineData(Ipv6 + "ipv6-prefix = \"2001:db8:100::/80\"\n", "outside.ipv6-prefix: \"2001:db8:100::/80\" is not an IPv6 prefix of a length from 32 to 64")]
    [InlineData(Ipv6 + "ipv6-prefix = \"2001:db8:100::/64\"\n[segment.a]\nvlan = 5\nipv4 = \"10.5.0.1/24\"\n", "outside.ipv6-prefix: 2001:db8:100::/64 has 1 /64, but 2 segments have IPv6")]
    [InlineData(Ipv6 + "ipv6-prefix = \"fd12:3456:789a::/56\"\n[inside]\nipv6 = \"fd12:3456:789a:7::/64\"\n", "outside.ipv6-prefix: fd12:3456:789a::/56 has addresses in common with inside.ipv6 (line 7)")]
    public void What_does_not_fit_is_told(string toml, string message) => Assert.Equal(message, Assert.Single(Read.Text("schema = 1\n" + toml).Errors).Message);

    private const string Pinhole = Ipv6 + "ipv6-prefix = \"2001:db8:100::/56\"\n[[host-entry]]\nname = \"nas\"\nipv4 = \"192.168.4.20\"\nipv6 = \"::20\"\n[[host-entry]]\nname = \"old\"\nipv4 = \"192.168.4.21\"\n[[host-entry]]\nname = \"new\"\nipv6 = \"::22\"\n";

    [Theory]
    [InlineData("to = \"nas\"\nfamily = \"any\"\nfrom = [\"198.51.100.0/24\", \"2001:db8:7::/48\"]\n")]
    [InlineData("to = \"new\"\nfamily = \"ipv6\"\n")]
    public void A_pinhole_is_a_forward_by_ipv6(string forward) => Assert.NotNull(Read.Good($"{Pinhole}[[firewall.forward]]\nport = 443\n{forward}"));

    [Theory]
    [InlineData("to = \"new\"\nfamily = \"any\"\n", "firewall.forward[1].to: host-entry[3].name (line 14) has no IPv4 address, and nobody knows where new is")]
    [InlineData("to = \"old\"\nfamily = \"ipv6\"\n", "firewall.forward[1].to: host-entry[2].name (line 11) has no IPv6 address, and nobody knows where old is")]
    [InlineData("to = \"192.168.4.20\"\nfamily = \"any\"\n", "firewall.forward[1].to: 192.168.4.20 says nothing of the machine's IPv6 address")]
    [InlineData("to = \"nas\"\nfamily = \"any\"\nto-port = 8443\n", "firewall.forward[1].to-port: by IPv6 the machine is reached at its own address, where port is the machine's own already")]
    [InlineData("to = \"nas\"\nfamily = \"any\"\nfrom = [\"198.51.100.0/24\"]\n", "firewall.forward[1].from has no IPv6 address, so that nobody could come by IPv6")]
    [InlineData("to = \"nas\"\nfrom = [\"198.51.100.0/24\", \"2001:db8:7::/48\"]\n", "firewall.forward[1].from has IPv6 addresses, but firewall.forward[1].family (the default) is without IPv6")]
    public void What_no_pinhole_can_be_is_told(string forward, string message) =>
        Assert.Equal(message, Assert.Single(Read.Text($"schema = 1\n{Pinhole}[[firewall.forward]]\nport = 443\n{forward}").Errors).Message);

    [Fact]
    public void Without_a_prefix_there_is_no_pinhole() => Assert.Equal(
        "firewall.forward[1].family: nobody outside reaches an IPv6 address inside without outside.ipv6-prefix",
        Assert.Single(Read.Text("schema = 1\n[[host-entry]]\nname = \"nas\"\nipv6 = \"::20\"\n[[firewall.forward]]\nport = 443\nto = \"nas\"\nfamily = \"ipv6\"\n").Errors).Message);

    [Fact]
    public void With_a_prefix_rules_may_be_on_ipv6_and_let_it_in() => Assert.NotNull(Read.Good(
        $"{Pinhole}[[firewall.rule]]\nfrom = \"outside\"\nto = \"inside\"\nfamily = \"ipv6\"\nprotocol = \"esp\"\naction = \"accept\"\ndestination = [\"nas\", \"2001:db8:100::7\"]\n"));

    [Fact]
    public void A_thousand_forwards_of_one_port_are_good_while_nobody_may_come_by_two_of_them()
    {
        var toml = string.Concat(Enumerable.Range(0, 999).Select(static number => $"[[firewall.forward]]\nport = 443\nto = \"192.168.4.20\"\nfrom = [\"198.{number / 256}.{number % 256}.0/24\"]\n"));

        Assert.Equal(999, Read.Good(toml).Firewall.Forwards.Length);
        Assert.Equal(
            "firewall.forward[1000].port: tcp 400-500 is forwarded already by firewall.forward[1].port (line 3)",
            Assert.Single(Read.Text($"schema = 1\n{toml}[[firewall.forward]]\nport = \"400-500\"\nto = \"192.168.4.21\"\n").Errors).Message);
    }
}
