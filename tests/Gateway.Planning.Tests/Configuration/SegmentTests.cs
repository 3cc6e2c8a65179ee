using Gateway.Planning.Configuration;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>The segments beside the inside, from the file to the document for the container.</summary>
public sealed class SegmentTests
{
    private const string Guest = "[segment.guest]\nvlan = 20\nipv4 = \"192.168.20.1/24\"\n";
    private const string Cameras = "[segment.cameras]\nvlan = 30\nipv4 = \"192.168.30.1/24\"\n";

    [Fact]
    public void A_segment_has_defaults_of_its_own_subnet_and_vlan()
    {
        var config = Read.Good(Guest + "[segment.cameras]\nvlan = 4094\nipv4 = \"10.9.0.1/16\"\nipv6 = \"off\"\nreach = []\nzone = \"things\"\nproxy = false\n[segment.cameras.dhcp]\nenabled = false\n");
        var segments = HostSamples.Stack(config).FurtherSegments;

        Assert.Equal(["guest", "cameras"], segments.Select(static segment => segment.Name));
        var (guest, cameras) = (segments[0], segments[1]);
        Assert.Equal(("vlan20", "inside", "192.168.20.1/24", "fd12:3456:789a:14::/64", ""), (guest.Link, Assert.Single(guest.Ports), guest.Ipv4, guest.Ula, guest.HostAddress));
        Assert.Equal([new AddressRange("192.168.20.50", "192.168.20.199")], guest.Pools.AsEnumerable());
        Assert.Equal(("guest", true, true, "segment.guest"), (guest.Zone, guest.Proxy, guest.DhcpEnabled, guest.Table));
        Assert.Equal(["outside"], guest.Reach);
        Assert.Equal(("things", false, false, (string?)null), (cameras.Zone, cameras.Proxy, cameras.DhcpEnabled, cameras.Ula));
        Assert.Empty(cameras.Reach);
        Assert.NotEqual(guest.Mac, cameras.Mac);
    }

    [Fact]
    public void A_segment_has_pools_and_options_of_its_own()
    {
        var config = Read.Good(Guest + "[segment.guest.dhcp]\nlease-time = \"1h\"\npool = \"192.168.20.10-192.168.20.19\"\n[[segment.guest.dhcp.option]]\nname = \"tftp-server-name\"\nvalue = \"a\"\n" + Cameras);

        Assert.Equal(TimeSpan.FromHours(1), config.FurtherSegments[0].Dhcp.LeaseTime);
        Assert.Equal(new AddressRange("192.168.20.10", "192.168.20.19"), config.FurtherSegments[0].Dhcp.Pool);
        Assert.Equal("a", Assert.Single(config.FurtherSegments[0].Dhcp.Options.AsEnumerable()).Value);
        Assert.Empty(config.FurtherSegments[1].Dhcp.Options);
        Assert.Empty(config.Inside.Dhcp.Options);
    }

    [Theory]
    [InlineData("[segment.a]\nvlan = 20\nipv4 = \"10.9.0.1/24\"\n", "segment.a.vlan: 20 is already that of segment.guest.vlan (line 3)")]
    [InlineData("[segment.a]\nvlan = 0\nipv4 = \"10.9.0.1/24\"\n", "segment.a.vlan: 0 is out of range")]
    [InlineData("[segment.a]\nvlan = 4095\nipv4 = \"10.9.0.1/24\"\n", "segment.a.vlan: 4095 is out of range")]
    [InlineData("[segment.a]\nipv4 = \"10.9.0.1/24\"\n", "segment.a has no vlan")]
    [InlineData("[segment.a]\nvlan = 21\n", "segment.a has no ipv4")]
    [InlineData("[segment.a]\nvlan = 21\nipv4 = \"off\"\n", "segment.a.ipv4: IPv4 cannot be switched off: the inside and its segments have IPv4, with IPv6 beside it")]
    [InlineData("[inside]\nipv4 = \"off\"\n", "inside.ipv4: IPv4 cannot be switched off: the inside and its segments have IPv4, with IPv6 beside it")]
    [InlineData("[segment.a.dhcp]\nenabled = false\n[segment.a]\nvlan = 21\n", "segment.a has no ipv4")]
    [InlineData("[segment.a]\nvlan = 21\nipv4 = \"192.168.20.129/25\"\n", "segment.a.ipv4: 192.168.20.128/25 has addresses in common with 192.168.20.0/24, the subnet of segment.guest.ipv4 (line 4)")]
    [InlineData("[segment.a]\nvlan = 21\nipv4 = \"192.168.0.1/16\"\n[inside]\nipv4 = \"10.1.0.1/24\"\n", "segment.a.ipv4: 192.168.0.0/16 has addresses in common with 192.168.20.0/24, the subnet of segment.guest.ipv4 (line 4)")]
    [InlineData("[inside]\nattach = false\n", "segment.guest.vlan is a VLAN of the inside's card, but inside.attach (line 7) is false and leaves it without one")]
    [InlineData("[segment.inside]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\n", "segment.inside: inside has a table of its own")]
    [InlineData("[segment.wpad]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\n", "segment.wpad: the name wpad is kept for the box itself")]
    [InlineData("[segment.Guest]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\n", "segment.Guest: \"Guest\" is not the name of a segment")]
    [InlineData("[segment.a-name-that-is-longer-than-all-are]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\n", "segment.a-name-that-is-longer-than-all-are: \"a-name-that-is-longer-than-all-are\" is not the name of a segment")]
    [InlineData("[[host-entry]]\nname = \"guest\"\nipv4 = \"192.168.20.9\"\n", "segment.guest: guest is already the name of a machine, by host-entry[1].name (line 7)")]
    [InlineData("[[host-entry]]\nname = \"nas\"\nipv4 = \"192.168.20.1\"\n", "host-entry[1].ipv4: 192.168.20.1 is the gateway's own address, segment.guest.ipv4 (line 4)")]
    [InlineData("[[dns.record]]\nname = \"proxy.guest.home.arpa\"\ntype = \"A\"\nvalue = \"192.168.4.20\"\n", "dns.record[1].name: the name proxy is kept for the box itself")]
    [InlineData("[inside]\nreach = [\"outside\", \"gest\"]\n", "inside.reach: there is no zone gest")]
    [InlineData("[inside]\nreach = [\"inside\"]\n", "inside.reach names the segment's own zone, inside, within which all reach each other")]
    [InlineData("[segment.a]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\negress = \"proxy-only\"\nproxy = false\n", "segment.a.egress leaves the proxy as the only way out, but segment.a.proxy (line 10) is false")]
    [InlineData("[segment.a]\nvlan = 21\nipv4 = \"10.9.0.1/24\"\negress = \"proxy-only\"\nreach = []\n", "segment.a.egress has no meaning, as segment.a.reach (line 10) is without the outside: the proxy is the only way out already")]
    [InlineData("[segment.guest.dhcp]\npool = \"192.168.4.50-192.168.4.60\"\n", "segment.guest.dhcp.pool: 192.168.4.50 lies outside 192.168.20.0/24, the subnet of segment.guest.ipv4 (line 4)")]
    [InlineData("[[segment.b]]\nvlan = 21\n", "segment.b is a table, but a list of tables was found")]
    [InlineData("[segments.b]\nvlan = 21\n", "unknown table [segments]")]
    public void What_does_not_fit_beside_a_segment_is_told(string toml, string message) =>
        Assert.Equal(message, Assert.Single(Read.Text($"schema = 1\n{Guest}\n{toml}").Errors).Message);
}
