using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Host.Files;

/// <summary>networkd on the host: the silent outside parent, the host's own address on bcmnet, and resolv.conf.</summary>
public static class NetworkFiles
{
    private const string Networkd = "systemd-networkd.service";

    /// <summary>Worse than bcmnet's default route, so that the host's traffic goes through the gateway.</summary>
    private const int OutsideMetric = 4096;

    /// <summary>Keys of a link that speaks nothing of its own accord.</summary>
    private static readonly string[] Quiet =
        ["LinkLocalAddressing=no", "IPv6AcceptRA=no", "LLDP=no", "EmitLLDP=no", "LLMNR=no", "MulticastDNS=no"];

    /// <summary>Nothing but an address and a route is taken from the provider.</summary>
    private static readonly string[] DhcpClient =
    [
        "[DHCPv4]",
        $"RouteMetric={OutsideMetric}",
        "SendHostname=no",
        "UseDNS=no",
        "UseDomains=no",
        "UseHostname=no",
        "UseMTU=no",
        "UseNTP=no",
    ];

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

    private static string Outside(HostOutsideAddress address) => Link(
        HostNames.Outside,
        ["ActivationPolicy=always-up"],
        address == HostOutsideAddress.Dhcp ? ["DHCP=ipv4", .. Quiet, "", .. DhcpClient] : ["DHCP=no", .. Quiet, "ConfigureWithoutCarrier=yes"]);

    private static string Bridge(GatewayConfig config) => Link(
        HostNames.Bridge,
        [],
        [
            $"Address={SegmentDefaults.HostAddress(config)}/{Ipv4Subnet.From(config.Inside.Ipv4).PrefixLength}",
            $"Gateway={GatewayAddress(config)}",
            .. Quiet,
            "ConfigureWithoutCarrier=yes",
        ]);

    private static string Link(string name, string[] link, string[] network) => new ConfText().Lines(
    [
        "[Match]",
        $"Name={name}",
        "",
        "[Link]",
        .. link,
        "RequiredForOnline=no",
        "",
        "[Network]",
        .. network,
    ]).ToString();

    /// <summary>Nobody on the host gives the card an address or says anything on it.</summary>
    private static string Unmanaged(string match) => new ConfText().Lines(
    [
        "[Match]",
        match,
        "Type=ether",
        "",
        "[Link]",
        "Unmanaged=yes",
        "RequiredForOnline=no",
    ]).ToString();

    private static string ResolvConf(GatewayConfig config) => new ConfText()
        .Line($"nameserver {GatewayAddress(config)}")
        .Line($"search {config.System.Domain}")
        .ToString();

    internal static string GatewayAddress(GatewayConfig config) => config.Inside.Ipv4.Split('/')[0];
}
