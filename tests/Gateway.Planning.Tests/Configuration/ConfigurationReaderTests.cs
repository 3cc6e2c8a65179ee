using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void The_smallest_file_names_two_cards_and_everything_else_has_its_default()
    {
        var config = Read.Good(
            """
            [outside]
            nic = "mac:52-54-00-12-34-AB"

            [inside]
            nic = "path:pci-0000:02:00.0"
            """);
        Assert.Equal(new NicSelector(NicSelectorKind.Mac, "52:54:00:12:34:ab"), config.Outside.Nic);
        Assert.Equal(new NicSelector(NicSelectorKind.Path, "pci-0000:02:00.0"), config.Inside.Nic);
        var defaults = new GatewayConfig();
        Assert.Equal(defaults.System, config.System);
        Assert.Equal(defaults.Dns, config.Dns);
        Assert.Equal(defaults.Proxy, config.Proxy);
        Assert.Equal(defaults.Registry, config.Registry);
        Assert.Equal(defaults.Time, config.Time);
        Assert.Equal(defaults.Outside with { Nic = config.Outside.Nic }, config.Outside);
        Assert.Equal("192.168.4.2", config.Host.InsideAddress);
        Assert.Equal(new AddressRange("192.168.4.50", "192.168.4.199"), config.Inside.Dhcp.Pool);
    }

    [Fact]
    public void A_file_without_cards_is_good_as_the_agent_then_lists_the_cards()
    {
        var config = Read.Good("");
        Assert.Null(config.Outside.Nic);
        Assert.Null(config.Inside.Nic);
    }

    [Fact]
    public void Every_setting_reaches_its_property()
    {
        var config = Read.Good(
            """
            [system]
            domain = "Example.NET"
            time-zone = "Europe/Berlin"
            ssh-keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB4pMhuwFYpaYKNPPzM4tKCLAOKVmRmIwxNvALxvQjtL  me@here"]
            [host]
            outside-address = "dhcp"
            inside-address = "10.9.0.5"
            [outside]
            nic = "name:enp1s0"
            mode = "dhcp"
            mac = "02:00:5E:10:20:30"
            mtu = 1492
            [inside]
            attach = false
            ipv4 = "10.9.0.1/16"
            ipv6 = "FD12:3456:789a:1:0::/64"
            dhcp = { enabled = false, pool = "10.9.1.0 - 10.9.1.255", lease-time = "150s" }
            [dns]
            enabled = false
            mode = "forward"
            upstreams = ["5.1.0.53@5353", "2620:00fe::fe"]
            dnssec = false
            root-hints = '''
            . 3600000 NS a.root.lab.   ; the only one
            a.root.lab. 3600000 IN A 9.1.0.53
            '''
            trust-anchor = [". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"]
            rebind-protection = false
            serve-expired-ttl = "2h"
            cache-size = 64
            query-log = true
            [[dns.forward-zone]]
            domain = "Corp.example"
            upstreams = ["10.8.0.1@5353#DNS.corp.example"]
            dnssec = false
            private-addresses = false
            [[dns.record]]
            name = "Printer"
            type = "aaaa"
            value = "fd00::20"
            ttl = "1h"
            [proxy]
            enabled = false
            [registry]
            enabled = false
            mirror = false
            [time]
            enabled = false
            servers = ["ntp.lab", "9.1.0.123"]
            """);
        Assert.Equal("example.net", config.System.Domain);
        Assert.Equal("Europe/Berlin", config.System.TimeZone);
        Assert.Equal(["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB4pMhuwFYpaYKNPPzM4tKCLAOKVmRmIwxNvALxvQjtL me@here"], config.System.SshKeys);
        Assert.Equal(new HostConfig { OutsideAddress = HostOutsideAddress.Dhcp, InsideAddress = "10.9.0.5" }, config.Host);
        Assert.Equal(
            new LinkConfig { Nic = new NicSelector(NicSelectorKind.Name, "enp1s0"), Mac = "02:00:5e:10:20:30", Mtu = 1492 },
            config.Outside);
        Assert.Equal(
            new SegmentConfig
            {
                Attach = false,
                Ipv4 = "10.9.0.1/16",
                Ipv6 = "fd12:3456:789a:1::/64",
                Dhcp = new DhcpConfig { Enabled = false, Pool = new AddressRange("10.9.1.0", "10.9.1.255"), LeaseTime = TimeSpan.FromSeconds(150) },
            },
            config.Inside);
        Assert.False(config.Dns.Enabled);
        Assert.Equal(DnsMode.Forward, config.Dns.Mode);
        Assert.Equal(["5.1.0.53@5353", "2620:fe::fe"], config.Dns.Upstreams);
        Assert.False(config.Dns.Dnssec);
        Assert.Equal(". 3600000 NS a.root.lab.\na.root.lab. 3600000 IN A 9.1.0.53\n", config.Dns.RootHints);
        Assert.Equal([". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"], config.Dns.TrustAnchor);
        Assert.False(config.Dns.RebindProtection);
        Assert.Equal((TimeSpan.FromHours(2), 64, true), (config.Dns.ServeExpiredTtl, config.Dns.CacheSize, config.Dns.QueryLog));
        var zone = Assert.Single(config.Dns.ForwardZones.AsEnumerable());
        Assert.Equal(("corp.example", false, false), (zone.Domain, zone.Dnssec, zone.PrivateAddresses));
        Assert.Equal(["10.8.0.1@5353#dns.corp.example"], zone.Upstreams);
        Assert.Equal(
            [new DnsRecordConfig { Name = "printer", Type = DnsRecordType.Aaaa, Value = "fd00::20", Ttl = TimeSpan.FromHours(1) }],
            config.Dns.Records.AsEnumerable());
        Assert.False(config.Proxy.Enabled);
        Assert.Equal(new RegistryConfig { Enabled = false, Mirror = false }, config.Registry);
        Assert.False(config.Time.Enabled);
        Assert.Equal(["ntp.lab", "9.1.0.123"], config.Time.Servers);
    }
}
