using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;

namespace Gateway.Planning.Host.Files;

/// <summary>networkd on the host: the silent outside parent, the host's own address on bcmnet, and resolv.conf.</summary>
public static class NetworkFiles
{
    private const string Networkd = "systemd-networkd.service";

    /// <summary>Worse than bcmnet's default route, so that the host's traffic goes through the gateway.</summary>
    private const int OutsideMetric = 4096;

    public static DesiredState Plan(GatewayConfig config, RoleBindings bindings, HostInventory inventory)
    {
        var unassigned = inventory.Cards.Where(card => bindings.RoleOf(card) is null).Select(static card => card.Identity).ToImmutableArray();
        ImmutableArray<ManagedFile> networks =
        [
            Network("10-gateway-outside.network", Outside(config.Host.OutsideAddress)),
            Network("10-gateway-inside.network", Unmanaged($"Name={HostNames.Inside}")),
            Network("20-gateway-bcmnet.network", Bridge(config)),
            .. unassigned.IsEmpty ? [] : new[] { Network("30-gateway-unassigned.network", Unmanaged($"MACAddress={string.Join(' ', unassigned)}")) },
        ];
        return new DesiredState
        {
            Files = [.. networks, new ManagedFile("/etc/resolv.conf", ResolvConf(config))],
            Units =
            [
                new ManagedUnit(Networkd, UnitGoal.Running)
                {
                    ReloadOn = [.. networks.Select(static file => file.Path)],
                    Phase = UnitPhase.Network,
                },
            ],
        };
    }

    private static ManagedFile Network(string name, string content) => new($"/etc/systemd/network/{name}", content);

    private static string Outside(HostOutsideAddress address) =>
        address == HostOutsideAddress.Dhcp ? OutsideWithAddress() : OutsideSilent();

    private static string OutsideSilent() => ConfigText.Of(
        "[Match]",
        $"Name={HostNames.Outside}",
        "",
        "[Link]",
        "ActivationPolicy=always-up",
        "RequiredForOnline=no",
        "",
        "[Network]",
        "DHCP=no",
        "LinkLocalAddressing=no",
        "IPv6AcceptRA=no",
        "LLDP=no",
        "EmitLLDP=no",
        "LLMNR=no",
        "MulticastDNS=no",
        "ConfigureWithoutCarrier=yes");

    private static string OutsideWithAddress() => ConfigText.Of(
        "[Match]",
        $"Name={HostNames.Outside}",
        "",
        "[Link]",
        "ActivationPolicy=always-up",
        "RequiredForOnline=no",
        "",
        "[Network]",
        "DHCP=ipv4",
        "LinkLocalAddressing=no",
        "IPv6AcceptRA=no",
        "LLDP=no",
        "EmitLLDP=no",
        "LLMNR=no",
        "MulticastDNS=no",
        "",
        "[DHCPv4]",
        $"RouteMetric={OutsideMetric}",
        "SendHostname=no",
        "UseDNS=no",
        "UseDomains=no",
        "UseHostname=no",
        "UseMTU=no",
        "UseNTP=no");

    /// <summary>Nobody on the host gives the card an address or says anything on it.</summary>
    private static string Unmanaged(string match) => ConfigText.Of(
        "[Match]",
        match,
        "Type=ether",
        "",
        "[Link]",
        "Unmanaged=yes",
        "RequiredForOnline=no");

    private static string Bridge(GatewayConfig config)
    {
        var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
        return ConfigText.Of(
            "[Match]",
            $"Name={HostNames.Bridge}",
            "",
            "[Link]",
            "RequiredForOnline=no",
            "",
            "[Network]",
            $"Address={SegmentDefaults.HostAddress(config)}/{subnet.PrefixLength}",
            $"Gateway={GatewayAddress(config)}",
            "LinkLocalAddressing=no",
            "IPv6AcceptRA=no",
            "LLDP=no",
            "EmitLLDP=no",
            "LLMNR=no",
            "MulticastDNS=no",
            "ConfigureWithoutCarrier=yes");
    }

    private static string ResolvConf(GatewayConfig config) => ConfigText.Of(
        $"nameserver {GatewayAddress(config)}",
        $"search {config.System.Domain}");

    internal static string GatewayAddress(GatewayConfig config) => config.Inside.Ipv4.Split('/')[0];
}
