using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

/// <summary><c>[[firewall.rule]]</c> as it is read, and what is refused.</summary>
public sealed class RuleTests
{
    private const string Zones = "[segment.guest]\nvlan = 20\nipv4 = \"192.168.20.1/24\"\nipv6 = \"fd12:3456:789a:14::/64\"\n[segment.lodger]\nvlan = 21\nipv4 = \"192.168.21.1/24\"\nzone = \"guest\"\n"
        + "[[host-entry]]\nname = \"nas\"\nipv4 = \"192.168.4.20\"\n[[host-entry]]\nname = \"phone\"\nmac = \"52:54:00:aa:bb:cc\"\n[[host-entry]]\nname = \"sensor\"\nipv6 = \"::21\"\n";

    [Fact]
    public void A_rule_has_everything_that_stands_in_the_file()
    {
        var rule = Assert.Single(Read.Good(Zones +
            """
            [[firewall.rule]]
            from = "guest"
            to = "inside"
            action = "accept"
            family = "ipv4"
            protocol = "tcp+udp"
            port = [53, "8000-8010"]
            source = ["192.168.20.64/26", "192.168.21.7"]
            destination = ["nas"]
            log = true
            """).Firewall.Rules);

        Assert.Equal(("guest", "inside", RuleAction.Accept, RuleFamily.Ipv4, "tcp+udp", true), (rule.From, rule.To, rule.Action, rule.Family, rule.Protocol, rule.Log));
        Assert.Equal([new PortRange(53, 53), new PortRange(8000, 8010)], rule.Ports);
        Assert.Equal(["192.168.20.64/26", "192.168.21.7"], rule.Source);
        Assert.Equal(["nas"], rule.Destination);
    }

    [Theory]
    [InlineData("from = \"guest\"\nto = \"guest\"\naction = \"accept\"\n")]
    [InlineData("from = \"outside\"\nto = \"inside\"\naction = \"drop\"\nsource = [\"198.51.100.0/24\"]\n")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"reject\"\nsource = [\"nas\", \"fd00::/8\"]\n")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\ndestination = [\"10.0.0.0/8\", \"2001:db8::/32\"]\n")]
    public void What_can_have_an_effect_is_taken(string rule) => Assert.NotNull(Read.Good($"{Zones}[[firewall.rule]]\n{rule}"));

    [Theory]
    [InlineData("from = \"inside\"\nto = \"gateway\"\naction = \"drop\"\n", "firewall.rule[1].to: gateway is the box itself, and a rule is on what the box passes on from one zone to another")]
    [InlineData("from = \"insde\"\nto = \"outside\"\naction = \"drop\"\n", "firewall.rule[1].from: there is no zone insde")]
    [InlineData("from = \"lodger\"\nto = \"outside\"\naction = \"drop\"\n", "firewall.rule[1].from: there is no zone lodger")]
    [InlineData("from = \"inside\"\nto = \"inside\"\naction = \"drop\"\n", "firewall.rule[1].to: the computers of inside reach each other without the gateway, so that it can neither let through nor stop anything")]
    [InlineData("from = \"outside\"\nto = \"outside\"\naction = \"drop\"\n", "firewall.rule[1].to: nothing is passed on from the outside to the outside")]
    [InlineData("from = \"outside\"\nto = \"inside\"\naction = \"accept\"\n", "firewall.rule[1].action: nobody outside can send IPv4 to an address inside, so that there is nothing to accept")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"allow\"\n", "firewall.rule[1].action: \"allow\" is not an allowed value")]
    [InlineData("from = \"inside\"\nto = \"outside\"\n", "firewall.rule[1] has no action")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nport = [25]\n", "firewall.rule[1].port: firewall.rule[1].protocol (the default) is any, which has no ports")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nprotocol = \"icmp\"\nport = [25]\n", "firewall.rule[1].port: firewall.rule[1].protocol (line 23) is icmp, which has no ports")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nprotocol = \"tcp\"\nport = [25, \"20-30\"]\n", "firewall.rule[1].port: 20-30 is in the list already, with 25")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nprotocol = \"tcp\"\nport = 25\n", "firewall.rule[1].port: a list of ports is expected, but a whole number was found")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nprotocol = \"tcp\"\nport = [0]\n", "firewall.rule[1].port: \"0\" is not a port or a range of them")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"nsa\"]\n", "firewall.rule[1].source: nsa is the name of no host-entry")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"phone\"]\n", "firewall.rule[1].source: phone has no address in its host-entry, and nobody knows where it is")]
    [InlineData("from = \"guest\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"nas\"]\n", "firewall.rule[1].source: nas is in the zone inside, not in guest")]
    [InlineData("from = \"guest\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"192.168.4.20\"]\n", "firewall.rule[1].source: 192.168.4.20 lies in no subnet of guest: segment.guest.ipv4 (line 4), segment.lodger.ipv4 (line 8)")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\ndestination = [\"192.168.20.0/25\"]\n", "firewall.rule[1].destination: 192.168.20.0/25 lies in 192.168.20.0/24, the subnet of segment.guest.ipv4 (line 4), and never outside")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\ndestination = [\"fd12:3456:789a:14::7\"]\n", "firewall.rule[1].destination: fd12:3456:789a:14::7 lies in fd12:3456:789a:14::/64, the prefix of segment.guest.ipv6 (line 5), and never outside")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"::20\"]\n", "firewall.rule[1].source: ::20 is the last 64 bits of an address alone")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"10.0.0.1/8\"]\n", "firewall.rule[1].source: 10.0.0.1/8 names a machine in a network")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"2001:db8::1/32\"]\n", "firewall.rule[1].source: 2001:db8::1/32 names a machine in a network")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"nas\"]\ndestination = [\"2001:db8::/32\"]\n", "firewall.rule[1]: its family, source and destination have no family of addresses in common, so that no packet fits")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nfamily = \"ipv6\"\n", "firewall.rule[1] is on IPv6 alone, which is not passed on from inside to outside")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"sensor\"]\n", "firewall.rule[1] is on IPv6 alone, which is not passed on from inside to outside")]
    [InlineData("from = \"inside\"\nto = \"outside\"\naction = \"drop\"\n[[firewall.rule]]\nfrom = \"inside\"\nto = \"outside\"\naction = \"accept\"\nprotocol = \"tcp\"\nport = [25]\nsource = [\"nas\"]\n", "firewall.rule[2] has no effect: firewall.rule[1] (line 19) decides on every packet that would fit it")]
    [InlineData("from = \"guest\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"192.168.20.7\", \"192.168.20.9\"]\n[[firewall.rule]]\nfrom = \"guest\"\nto = \"outside\"\naction = \"accept\"\nsource = [\"192.168.20.9\", \"192.168.20.7\"]\nprotocol = \"icmp\"\n", "firewall.rule[2] has no effect: firewall.rule[1] (line 19) decides on every packet that would fit it")]
    public void What_can_have_none_is_refused_in_words(string rule, string message) =>
        Assert.Equal(message, Assert.Single(Read.Text($"schema = 1\n{Zones}[[firewall.rule]]\n{rule}").Errors).Message);

    [Theory]
    [InlineData("", "firewall.rule[1]: tv has no ipv6 in a host-entry, so that this holds for IPv4 alone, while IPv6 is passed on from inside to outside")]
    [InlineData("family = \"ipv4\"\n", null)]
    public void Who_is_known_by_IPv4_alone_is_not_held_where_IPv6_passes(string family, string? message) => Assert.Equal(
        message,
        Read.Text(
            "schema = 1\n[outside]\nipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"fe80::1\"\nipv6-prefix = \"2001:db8:100::/56\"\n[[host-entry]]\nname = \"tv\"\nipv4 = \"192.168.4.22\"\n"
            + $"[[firewall.rule]]\nfrom = \"inside\"\nto = \"outside\"\naction = \"drop\"\nsource = [\"tv\"]\n{family}").Errors.SingleOrDefault()?.Message);

    [Fact]
    public void A_rule_that_is_not_understood_is_not_compared_with_others() => Assert.Equal(
        "firewall.rule[1].protocol: \"tpc\" is not an allowed value",
        Assert.Single(Read.Text("schema = 1\n[[firewall.rule]]\nfrom = \"inside\"\nto = \"outside\"\naction = \"drop\"\nprotocol = \"tpc\"\nport = [25]\n[[firewall.rule]]\nfrom = \"inside\"\nto = \"outside\"\naction = \"drop\"\n").Errors).Message);
}
