using Gateway.Agent.Links;

namespace Gateway.Agent.Tests.Links;

public sealed class LinkObserverTests
{
    private const string Addresses = """
        [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"link_type":"loopback","address":"00:00:00:00:00:00",
          "addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host"}]},
         {"ifindex":5,"ifname":"outside","flags":["BROADCAST","UP","LOWER_UP"],"link_type":"ether","address":"02:00:00:00:00:01",
          "addr_info":[{"family":"inet","local":"5.1.0.17","prefixlen":24,"scope":"global"},
                       {"family":"inet6","local":"fe80::1","prefixlen":64,"scope":"link"}]},
         {"ifindex":6,"ifname":"inside","flags":["BROADCAST","UP","NO-CARRIER"],"link_type":"ether","address":"52:54:00:00:00:02","addr_info":[]},
         {"ifindex":7,"ifname":"spare","flags":["BROADCAST"],"link_type":"ether","address":"52:54:00:00:00:03"},
         {}]
        """;

    [Fact]
    public void Links_are_read_with_addresses_carrier_and_router()
    {
        var links = LinkObserver.Parse(Addresses, """[{"dst":"default","gateway":"5.1.0.1","dev":"outside","flags":[]}]""");

        Assert.Equal(
            [
                "outside 02:00:00:00:00:01 True 5.1.0.17/24 5.1.0.1",
                "inside 52:54:00:00:00:02 False  ",
                "spare 52:54:00:00:00:03   ",
            ],
            links.Select(static link => $"{link.Name} {link.Mac} {link.Carrier} {string.Join(',', link.Addresses)} {link.Router}"));
    }

    [Fact]
    public void Without_a_default_route_ip_prints_nothing_or_an_empty_list()
    {
        Assert.All(LinkObserver.Parse(Addresses, ""), static link => Assert.Null(link.Router));
        Assert.All(LinkObserver.Parse(Addresses, "[]"), static link => Assert.Null(link.Router));
    }
}
