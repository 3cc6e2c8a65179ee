using System.Collections.Immutable;

namespace Gateway.Planning.Services.Network;

/// <summary>Renders systemd-networkd's files.</summary>
public static class NetworkConf
{
    /// <summary>Keys of a link that speaks nothing of its own accord.</summary>
    internal static readonly string[] Quiet =
        ["IPv6AcceptRA=no", "LLDP=no", "EmitLLDP=no", "LLMNR=no", "MulticastDNS=no"];

    /// <summary>The bridge; no spanning tree, so that a port forwards from its first frame. The image ships the same file, so that the bridge is there at boot.</summary>
    public static string BridgeDevice(NetworkConfig config) => new ConfText()
        .Line("[NetDev]")
        .Line($"Name={config.Inside.Name}")
        .Line("Kind=bridge")
        .Line("")
        .Line("[Bridge]")
        .Line("STP=no")
        .Line("ForwardDelaySec=0")
        .ToString();

    /// <summary>A cable from the gateway to a port of the bridge.</summary>
    public static string SegmentDevice(SegmentLink segment) => new ConfText()
        .Line("[NetDev]")
        .Line($"Name={segment.Name}")
        .Line("Kind=veth")
        .Line("")
        .Line("[Peer]")
        .Line($"Name={segment.Port}")
        .ToString();

    public static string Port(BridgePort port, NetworkConfig config) => new ConfText()
        .Lines(Match(port.Name))
        .Line("[Network]")
        .Line($"Bridge={config.Inside.Name}")
        .Line("DHCP=no")
        .Line("LinkLocalAddressing=no")
        .Lines(Quiet)
        .Lines(Members(config, port.Untagged, port.Tagged))
        .ToString();

    /// <summary>The bridge itself is in no segment beside the inside.</summary>
    public static string Bridge(NetworkConfig config) => Link(config.Inside).Lines(Members(config, config.Untagged, [])).ToString();

    public static string Segment(SegmentLink segment) => Link(segment).ToString();

    private static ConfText Link(SegmentLink link) => new ConfText()
        .Lines(Match(link.Name, mac: link.Mac))
        .Line("[Network]")
        .Lines(link.Addresses.Select(static address => $"Address={address}"))
        .Line("DHCP=no")
        .Line($"LinkLocalAddressing={(link.Ipv6 ? "ipv6" : "no")}")
        .Line("ConfigureWithoutCarrier=yes")
        .Lines(Quiet);

    /// <summary>Without segments the bridge has no VLANs. With them networkd takes a port out of all but these.</summary>
    private static IEnumerable<string> Members(NetworkConfig config, int untagged, ImmutableArray<int> tagged) => config.Segments.IsEmpty
        ? []
        : ["", "[BridgeVLAN]", $"PVID={untagged}", $"EgressUntagged={untagged}", .. tagged.Select(static vlan => $"VLAN={vlan}")];

    internal static IEnumerable<string> Match(string name, int? mtu = null, string? mac = null)
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
