using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>The addresses of a known machine lie in the subnets of a segment and belong to nobody else.</summary>
internal static class HostAddressChecks
{
    private const string Host = "host.inside-address";

    public static void CheckIpv4(HostEntryConfig entry, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (entry.Ipv4 is not null && places.AreGood(path, Host) && AreKnown(config, places) && WhyNot(entry.Ipv4, config, places) is { } reason)
        {
            var subnet = Ipv4Subnet.From(SegmentOf(entry.Ipv4, config).Ipv4);
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {entry.Ipv4} {reason}",
                $"take another address from {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}");
        }
    }

    /// <summary>False: a segment's subnet has an error, so that comparing with it says nothing.</summary>
    public static bool AreKnown(GatewayConfig config, ConfigurationPlaces places) =>
        config.Segments.All(segment => places.AreGood($"{segment.Table}.ipv4")) && places.AreGood("segment");

    /// <summary>The segment whose subnet has the address; the inside where none has.</summary>
    public static SegmentConfig SegmentOf(string ipv4, GatewayConfig config) =>
        config.Segments.FirstOrDefault(segment => Ipv4Subnet.From(segment.Ipv4).Contains(Ipv4Text.From(ipv4))) ?? config.Inside;

    /// <summary>Why no other machine can have the address, or null.</summary>
    public static string? WhyNot(string ipv4, GatewayConfig config, ConfigurationPlaces places)
    {
        var segment = SegmentOf(ipv4, config);
        var subnet = Ipv4Subnet.From(segment.Ipv4);
        var place = places.Describe($"{segment.Table}.ipv4");
        var address = Ipv4Text.From(ipv4);
        return !subnet.Contains(address) ? $"lies outside {string.Join(" and ", config.Segments.Select(each => $"{Ipv4Subnet.From(each.Ipv4).NetworkText}, the subnet of {places.Describe($"{each.Table}.ipv4")}"))}"
            : address == subnet.Address ? $"is the gateway's own address, {place}"
            : ipv4 == SegmentDefaults.HostAddress(config) ? $"is the host's address, {places.Describe(Host)}"
            : address == subnet.Network ? $"is the subnet's own address in {subnet.NetworkText}, {place}"
            : address == subnet.Broadcast ? $"is the broadcast address in {subnet.NetworkText}, {place}"
            : null;
    }

    public static void CheckIpv6(HostEntryConfig entry, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (entry.Ipv6 is null || (entry.Ipv4 is not null && !AreKnown(config, places)))
        {
            return;
        }

        var segment = entry.Ipv4 is null ? config.Inside : SegmentOf(entry.Ipv4, config);
        if (places.AreGood(path, $"{segment.Table}.ipv6") && WhyNot(IPAddress.Parse(entry.Ipv6), segment, places) is { } reason)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {entry.Ipv6} {reason.Message}", reason.Hint);
        }
    }

    private static (string Message, string Hint)? WhyNot(IPAddress address, SegmentConfig segment, ConfigurationPlaces places)
    {
        var identifier = Ipv6Text.Identifier(address);
        var place = places.Describe($"{segment.Table}.ipv6");
        if (segment.Ipv6 == "off")
        {
            return ($"is never used, as {place} is off", segment.IsInside ? "delete this line, or switch IPv6 on inside" : "delete this line, or switch IPv6 on in the segment");
        }

        if (identifier == "::1")
        {
            return ("is the gateway's own address", "take another, such as \"::20\"");
        }

        if (Ipv6Text.IsIdentifier(address))
        {
            return null;
        }

        if (segment.Ipv6 == "auto")
        {
            return ($"has a prefix, but that of {place} is the device's own and not known here", $"write \"{identifier}\"");
        }

        var network = new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]);
        return $"{network}/64" == segment.Ipv6 ? null : ($"lies outside {segment.Ipv6}, the prefix of {place}", $"write \"{identifier}\"");
    }
}
