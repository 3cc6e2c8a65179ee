namespace Gateway.Planning.Services.Network;

/// <summary>Renders systemd-networkd's files.</summary>
public static class NetworkConf
{
    /// <summary>Keys of a link that speaks nothing of its own accord.</summary>
    private static readonly string[] Quiet =
        ["IPv6AcceptRA=no", "LLDP=no", "EmitLLDP=no", "LLMNR=no", "MulticastDNS=no"];

    /// <summary>The bridge; no spanning tree, so that a port forwards from its first frame. The image ships the same file, so that the bridge is there at boot.</summary>
    public static string BridgeDevice(SegmentBridge config) => new ConfText()
        .Line("[NetDev]")
        .Line($"Name={config.Name}")
        .Line("Kind=bridge")
        .Line("")
        .Line("[Bridge]")
        .Line("STP=no")
        .Line("ForwardDelaySec=0")
        .LineIf(config.Untagged, "VLANFiltering=yes")
        .ToString();

    public static string VlanDevice(VlanLink vlan) => new ConfText()
        .Line("[NetDev]")
        .Line($"Name={vlan.Name}")
        .Line("Kind=vlan")
        .Line("")
        .Line("[VLAN]")
        .Line($"Id={vlan.Number}")
        .ToString();

    public static string BridgePort(string port, SegmentBridge bridge) => new ConfText()
        .Lines(Match(port))
        .Line("[Network]")
        .Line($"Bridge={bridge.Name}")
        .Lines(bridge.VlansOf(port).Select(static vlan => $"VLAN={vlan.Name}"))
        .Line("DHCP=no")
        .Line("LinkLocalAddressing=no")
        .Lines(Quiet)
        .ToString();

    public static string Bridge(SegmentBridge config) => new ConfText()
        .Lines(Match(config.Name, mac: config.Mac))
        .Line("[Network]")
        .Lines(config.Addresses.Select(static address => $"Address={address}"))
        .Line("DHCP=no")
        .Line($"LinkLocalAddressing={(config.Ipv6 ? "ipv6" : "no")}")
        .Line("ConfigureWithoutCarrier=yes")
        .Lines(Quiet)
        .ToString();

    /// <summary>
    /// The provider's resolvers are asked for and recorded in networkd's lease, where the agent reads them; nothing else of
    /// what a provider may suggest is taken. The lease is kept over a reboot, hence no release.
    /// </summary>
    public static string Outside(OutsideLink link) => new ConfText()
        .Lines(Match(link.Interface, link.Mtu))
        .Line("[Network]")
        .Line("DHCP=ipv4")
        .Line("LinkLocalAddressing=no")
        .Lines(Quiet)
        .Line("")
        .Line("[DHCPv4]")
        .Line("ClientIdentifier=mac")
        .Line("SendHostname=no")
        .Line("SendRelease=no")
        .Line("UseDNS=yes")
        .Line("UseNTP=no")
        .Line("UseHostname=no")
        .Line("UseDomains=no")
        .Line("UseTimezone=no")
        .Line("UseMTU=no")
        .Line("UseSIP=no")
        .ToString();

    private static IEnumerable<string> Match(string name, int? mtu = null, string? mac = null)
    {
        yield return "[Match]";
        yield return $"Name={name}";
        yield return "";
        yield return "[Link]";
        yield return "RequiredForOnline=no";
        if (mtu is not null)
        {
            yield return $"MTUBytes={mtu}";
        }

        if (mac is not null)
        {
            yield return $"MACAddress={mac}";
        }

        yield return "";
    }
}
