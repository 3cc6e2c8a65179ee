namespace Gateway.Planning.Services.Network;

/// <summary>Renders the file of the link towards the provider.</summary>
public static class OutsideConf
{
    public static string Render(OutsideLink link)
    {
        var text = new ConfText()
            .Lines(NetworkConf.Match(link.Interface, link.Mtu))
            .Line("[Network]")
            .Line($"DHCP={(link.Ipv4 is null ? "ipv4" : "no")}")
            .Line($"LinkLocalAddressing={(link.Ipv6 is null ? "no" : "ipv6")}")
            .Lines(NetworkConf.Quiet)
            .Lines(new[] { link.Ipv4, link.Ipv6 }.OfType<LinkAddress>().Select(static address => $"Address={address.Address}"));
        foreach (var address in new[] { link.Ipv4, link.Ipv6 }.OfType<LinkAddress>())
        {
            text.Line("").Line("[Route]").Line($"Gateway={address.Router}").LineIf(address.IsAlone, "GatewayOnLink=yes");
        }

        // What of it no segment has comes back from nowhere, instead of going round between here and the provider.
        if (link.Prefix is { } prefix && !prefix.EndsWith("/64", StringComparison.Ordinal))
        {
            text.Line("").Line("[Route]").Line($"Destination={prefix}").Line("Type=unreachable");
        }

        return link.Ipv4 is null ? text.Lines(Dhcp).ToString() : text.ToString();
    }

    /// <summary>
    /// The provider's resolvers are asked for and recorded in networkd's lease, where the agent reads them; nothing else of
    /// what a provider may suggest is taken. The lease is kept over a reboot, hence no release.
    /// </summary>
    private static readonly string[] Dhcp =
    [
        "", "[DHCPv4]", "ClientIdentifier=mac", "SendHostname=no", "SendRelease=no", "UseDNS=yes", "UseNTP=no", "UseHostname=no", "UseDomains=no",
        "UseTimezone=no", "UseMTU=no", "UseSIP=no",
    ];
}
