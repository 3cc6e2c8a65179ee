using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class HostPlannerTests
{
    private static readonly HostDesired Usual = HostSamples.Plan(HostSamples.Config, HostSamples.First, HostSamples.Second);

    [Fact]
    public void Without_the_inside_card_nothing_is_served_anywhere()
    {
        var desired = HostSamples.Plan(HostSamples.Config, HostSamples.First);

        Assert.Null(desired.Stack);
        Assert.False(desired.Lxd.Instance.Running);
        Assert.Equal(BindingState.Missing, desired.Bindings.Inside.State);
    }

    [Fact]
    public void Without_the_outside_card_the_inside_is_served()
    {
        var desired = HostSamples.Plan(HostSamples.Config, HostSamples.Second);

        Assert.False(desired.Stack!.Outside.Present);
        Assert.True(desired.Lxd.Instance.Running);
        Assert.DoesNotContain("outside", desired.Lxd.Instance.Devices.Keys);
        Assert.Equal(BindingState.Missing, desired.Bindings.Outside.State);
    }

    [Fact]
    public void With_both_cards_on_one_broadcast_domain_the_container_is_stopped_at_once_and_the_cards_go_on_listening()
    {
        var desired = HostSamples.Plan(HostSamples.Config, HostSamples.First with { SharesDomainWith = HostSamples.Second.Identity }, HostSamples.Second);

        Assert.Null(desired.Stack);
        Assert.Equal((false, true), (desired.Lxd.Instance.Running, desired.Lxd.Instance.StopAtOnce));
        Assert.DoesNotContain("outside", desired.Lxd.Instance.Devices.Keys);
        Assert.Equal([("outside", true), ("inside", true)], desired.Links.Select(static link => (link.Name, link.Up)));
    }

    [Fact]
    public void Without_a_configuration_cards_are_switched_on_as_they_are()
    {
        var dead = HostSamples.Second with { Mac = "00:00:00:00:00:00", PermanentMac = null };

        var changes = LinkPlanner.Plan(LinkGoals.Listening([HostSamples.First, dead]));

        Assert.Equal(["set link enp1s0 up"], changes.Select(static change => change.ToText()));
    }

    [Fact]
    public void With_attach_false_no_physical_card_is_a_port()
    {
        var config = HostSamples.Config with { Inside = new SegmentConfig { Attach = false } };

        var desired = HostSamples.Plan(config, HostSamples.First, HostSamples.Second);

        Assert.Equal(["bcmnet"], desired.Stack!.Inside.Ports);
        Assert.DoesNotContain("inside", desired.Lxd.Instance.Devices.Keys);
        Assert.Empty(desired.Conditions);
    }

    [Fact]
    public void The_document_carries_the_generation_the_addresses_and_the_devices_own_prefix()
    {
        var stack = Usual.Stack!;

        Assert.Equal(7, stack.Generation);
        Assert.Equal(("192.168.4.1/24", "192.168.4.2", "fd12:3456:789a::/64"), (stack.Inside.Ipv4, stack.Inside.HostAddress, stack.Inside.Ula));
        Assert.Equal([new AddressRange("192.168.4.50", "192.168.4.199")], stack.Inside.Pools);
        Assert.True(stack.Outside.Present);
    }

    [Theory]
    [InlineData("off", null)]
    [InlineData("auto", "fd12:3456:789a::/64")]
    [InlineData("fd00:1:2:3::/64", "fd00:1:2:3::/64")]
    public void The_insides_IPv6_prefix_is_what_the_operator_says(string setting, string? expected)
    {
        var config = HostSamples.Config with { Inside = HostSamples.Config.Inside with { Ipv6 = setting } };

        Assert.Equal(expected, HostSamples.Plan(config, HostSamples.First, HostSamples.Second).Stack!.Inside.Ula);
    }

    [Fact]
    public void The_outside_parent_is_up_and_silent() => Assert.Equal(
        """
        # Written by gateway-agent; what is changed here is overwritten.
        [Match]
        Name=outside

        [Link]
        ActivationPolicy=always-up
        RequiredForOnline=no

        [Network]
        DHCP=no
        LinkLocalAddressing=no
        IPv6AcceptRA=no
        LLDP=no
        EmitLLDP=no
        LLMNR=no
        MulticastDNS=no
        ConfigureWithoutCarrier=yes

        """,
        Content(Usual, "/etc/systemd/network/10-gateway-outside.network"));

    [Fact]
    public void The_host_has_an_outside_address_only_when_asked_for()
    {
        var config = HostSamples.Config with { Host = new HostConfig { OutsideAddress = HostOutsideAddress.Dhcp } };
        var desired = HostSamples.Plan(config, HostSamples.First, HostSamples.Second);

        Assert.Contains("DHCP=ipv4\n", Content(desired, "/etc/systemd/network/10-gateway-outside.network"), StringComparison.Ordinal);
        Assert.Contains("RouteMetric=4096\n", Content(desired, "/etc/systemd/network/10-gateway-outside.network"), StringComparison.Ordinal);
        Assert.Contains("iifname \"outside\" udp sport 67 udp dport 68 accept", Content(desired, "/etc/gateway/host-firewall.nft"), StringComparison.Ordinal);
        Assert.DoesNotContain("iifname \"outside\"", Content(Usual, "/etc/gateway/host-firewall.nft"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_is_a_client_of_the_gateway() => Assert.Contains(
        "[Network]\nAddress=192.168.4.2/24\nGateway=192.168.4.1\n",
        Content(Usual, "/etc/systemd/network/20-gateway-bcmnet.network"),
        StringComparison.Ordinal);

    [Fact]
    public void A_card_is_named_by_its_permanent_MAC_and_where_it_has_none_by_the_present_one()
    {
        Assert.Contains("PermanentMACAddress=52:54:00:00:00:01\nType=ether\n\n[Link]\nName=outside\nNamePolicy=\nAlternativeNamesPolicy=\n",
            Content(Usual, "/etc/systemd/network/10-gateway-outside.link"), StringComparison.Ordinal);
        Assert.Contains("\nMACAddress=52:54:00:00:00:01\nType=ether\n",
            Content(Usual, "/etc/systemd/network/11-gateway-outside.link"), StringComparison.Ordinal);

        var without = HostSamples.Plan(HostSamples.Config, HostSamples.First with { PermanentMac = null }, HostSamples.Second);

        Assert.DoesNotContain(without.State.Files, static file => file.Path == "/etc/systemd/network/10-gateway-outside.link");
    }

    [Fact]
    public void Without_keys_sshd_does_not_run_and_its_port_is_closed()
    {
        Assert.Contains(Usual.State.Units, static unit => unit is { Name: "gateway-ssh.service", Goal: UnitGoal.Stopped });
        Assert.DoesNotContain("dport 22", Content(Usual, "/etc/gateway/host-firewall.nft"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_is_told_of_the_system_only_what_it_needs()
    {
        var desired = HostSamples.Plan(
            HostSamples.Config with { System = new SystemConfig { SshKeys = ["ssh-ed25519 AAAA me"], Domain = "lan.example", TimeZone = "Europe/Paris" } },
            HostSamples.First, HostSamples.Second);

        Assert.Equal(("lan.example", "Europe/Paris"), (desired.Stack!.System.Domain, desired.Stack.System.TimeZone));
        Assert.DoesNotContain("AAAA", Gateway.Planning.Stack.StackDocumentJson.ToText(desired.Stack), StringComparison.Ordinal);
    }

    [Fact]
    public void With_keys_sshd_listens_on_the_inside_only()
    {
        var config = HostSamples.Config with { System = new SystemConfig { SshKeys = ["ssh-ed25519 AAAA me"] } };

        var desired = HostSamples.Plan(config, HostSamples.First, HostSamples.Second);

        Assert.Contains(desired.State.Units, static unit => unit is { Name: "gateway-ssh.service", Goal: UnitGoal.Running });
        Assert.Contains("ListenAddress 192.168.4.2\n", Content(desired, "/etc/gateway/sshd_config"), StringComparison.Ordinal);
        Assert.Contains("PasswordAuthentication no\n", Content(desired, "/etc/gateway/sshd_config"), StringComparison.Ordinal);
        Assert.Contains("ssh-ed25519 AAAA me\n", Content(desired, "/etc/gateway/authorized_keys"), StringComparison.Ordinal);
        Assert.Contains("iifname \"bcmnet\" tcp dport 22 accept", Content(desired, "/etc/gateway/host-firewall.nft"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hosts_rules_drop_what_is_not_named() => Assert.Equal(
        """
        # Written by gateway-agent; what is changed here is overwritten.
        table inet gateway_host
        flush table inet gateway_host
        table inet gateway_host {
            chain input {
                type filter hook input priority filter; policy drop;
                iif "lo" accept
                ct state established,related accept
                ct state invalid drop
                iifname "bcmnet" icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept
                iifname "bcmnet" ip saddr 192.168.4.1 udp dport 123 accept comment "the container asks for the time"
            }

            chain forward {
                type filter hook forward priority filter; policy drop;
            }
        }

        """,
        Content(Usual, "/etc/gateway/host-firewall.nft"));

    [Fact]
    public void The_clock_follows_the_operators_servers_and_serves_the_container()
    {
        var config = HostSamples.Config with { Time = new TimeConfig { Servers = ["ntp.example.net", "5.1.0.9"] } };

        var text = Content(HostSamples.Plan(config, HostSamples.First, HostSamples.Second), "/etc/chrony/chrony.conf");

        Assert.Contains("server ntp.example.net iburst\nserver 5.1.0.9 iburst\n", text, StringComparison.Ordinal);
        Assert.Contains("allow 192.168.4.1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_planned_twice()
    {
        ImmutableArray<string> paths = [.. Usual.State.Files.Select(static file => file.Path)];

        Assert.Equal(paths.Distinct(), paths);
    }

    private static string Content(HostDesired desired, string path) => desired.State.Files.Single(file => file.Path == path).Content;
}
