using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>The addresses of a known machine lie in the inside's subnets and belong to nobody else.</summary>
internal static class HostAddressChecks
{
    private const string Subnet = "inside.ipv4";
    private const string Prefix = "inside.ipv6";
    private const string Host = "host.inside-address";

    public static void CheckIpv4(HostEntryConfig entry, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (entry.Ipv4 is not null && places.AreGood(path, Subnet, Host) && WhyNot(entry.Ipv4, config, places) is { } reason)
        {
            var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {entry.Ipv4} {reason}",
                $"take another address from {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}");
        }
    }

    /// <summary>Why no other machine inside can have the address, or null.</summary>
    public static string? WhyNot(string ipv4, GatewayConfig config, ConfigurationPlaces places)
    {
        var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
        var address = Ipv4Text.From(ipv4);
        return !subnet.Contains(address) ? $"lies outside {subnet.NetworkText}, the subnet of {places.Describe(Subnet)}"
            : address == subnet.Address ? $"is the gateway's own address, {places.Describe(Subnet)}"
            : ipv4 == SegmentDefaults.HostAddress(config) ? $"is the host's address, {places.Describe(Host)}"
            : address == subnet.Network ? $"is the subnet's own address in {subnet.NetworkText}, {places.Describe(Subnet)}"
            : address == subnet.Broadcast ? $"is the broadcast address in {subnet.NetworkText}, {places.Describe(Subnet)}"
            : null;
    }

    public static void CheckIpv6(HostEntryConfig entry, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (entry.Ipv6 is not null && places.AreGood(path, Prefix) && WhyNot(IPAddress.Parse(entry.Ipv6), config, places) is { } reason)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {entry.Ipv6} {reason.Message}", reason.Hint);
        }
    }

    private static (string Message, string Hint)? WhyNot(IPAddress address, GatewayConfig config, ConfigurationPlaces places)
    {
        var identifier = Ipv6Text.Identifier(address);
        var prefix = config.Inside.Ipv6;
        if (prefix == "off")
        {
            return ($"is never used, as {places.Describe(Prefix)} is off", "delete this line, or switch IPv6 on inside");
        }

        if (identifier == "::1")
        {
            return ("is the gateway's own address", "take another, such as \"::20\"");
        }

        if (Ipv6Text.IsIdentifier(address))
        {
            return null;
        }

        if (prefix == "auto")
        {
            return ($"has a prefix, but that of {places.Describe(Prefix)} is the device's own and not known here", $"write \"{identifier}\"");
        }

        var network = new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]);
        return $"{network}/64" == prefix ? null : ($"lies outside {prefix}, the prefix of {places.Describe(Prefix)}", $"write \"{identifier}\"");
    }
}
