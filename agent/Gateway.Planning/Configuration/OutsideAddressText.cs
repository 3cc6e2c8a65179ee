using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The addresses that a provider gives to be written down.</summary>
internal static class OutsideAddressText
{
    /// <summary>The least and the most that a provider routes to one customer.</summary>
    private const int ShortestPrefix = 32;
    private const int LongestPrefix = 64;

    /// <summary><c>203.0.113.17/29</c>; also /31 (RFC 3021) and /32.</summary>
    public static Parsed<string> ParseIpv4(string text)
    {
        var slash = text.IndexOf('/');
        var address = Ipv4Text.ParseHost(slash < 0 ? text : text[..slash]);
        if (!address.IsGood)
        {
            return Parsed.Bad<string>(address.Error!, address.Hint);
        }

        if (slash < 0 || LengthOf(text[(slash + 1)..], Ipv4Subnet.ShortestPrefix, 32) is not { } length)
        {
            return Parsed.Bad<string>($"{text} has no prefix length from {Ipv4Subnet.ShortestPrefix} to 32", "the provider names it, or the mask: 255.255.255.0 is /24, 255.255.255.248 is /29");
        }

        var subnet = new Ipv4Subnet(address.Value, length);
        return length <= 30 && (subnet.Address == subnet.Network || subnet.Address == subnet.Broadcast)
            ? Parsed.Bad<string>($"{text[..slash]} is {(subnet.Address == subnet.Network ? "the subnet's own address" : "the broadcast address")} in {subnet.NetworkText}, so no machine can have it", "look again at what the provider says")
            : Parsed.Good(subnet.ToString());
    }

    /// <summary><c>2001:db8:f::2/64</c>.</summary>
    public static Parsed<string> ParseIpv6(string text)
    {
        var slash = text.IndexOf('/');
        if (!Ipv6Text.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv6 address with prefix length", "write it as \"2001:db8:f::2/64\"");
        }

        if (Ipv6Text.NotAHost(address) is { } reason)
        {
            return Parsed.Bad<string>($"{text} cannot be the outside's address: {reason}", "write the address that the provider names; the link-local one is there by itself");
        }

        if (slash < 0 || LengthOf(text[(slash + 1)..], ShortestPrefix, 128) is not { } length)
        {
            return Parsed.Bad<string>($"{text} has no prefix length from {ShortestPrefix} to 128", $"write \"{address}/64\" unless the provider names another");
        }

        return length < 127 && Ipv6NetworkText.Masked(address, length).Equals(address)
            ? Parsed.Bad<string>($"{text} names a network, where the outside's own address in it is meant", $"write an address of it; a network that the provider routes to you is ipv6-prefix")
            : Parsed.Good($"{address}/{length}");
    }

    /// <summary>A router of the link, by its link-local address or another.</summary>
    public static Parsed<string> ParseIpv6Router(string text)
    {
        if (!Ipv6Text.TryParse(text, out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv6 address", "write it without prefix length: \"fe80::1\" or \"2001:db8:f::1\"");
        }

        return !address.IsIPv6LinkLocal && Ipv6Text.NotAHost(address) is { } reason
            ? Parsed.Bad<string>($"{text} cannot be a router: {reason}", "write the address that the provider names")
            : Parsed.Good(address.ToString());
    }

    /// <summary><c>2001:db8:100::/56</c>.</summary>
    public static Parsed<string> ParsePrefix(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || !Ipv6Text.TryParse(text[..slash], out var address) || LengthOf(text[(slash + 1)..], ShortestPrefix, LongestPrefix) is not { } length)
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv6 prefix of a length from {ShortestPrefix} to {LongestPrefix}", "write it as \"2001:db8:100::/56\"; of a longer one no segment could have a /64, which address configuration needs (RFC 4862)");
        }

        var network = Ipv6NetworkText.Masked(address, length);
        if (!network.Equals(address))
        {
            return Parsed.Bad<string>($"{text} has bits behind its length", $"write \"{network}/{length}\"");
        }

        return Ipv6Text.NotAHost(network) is { } reason
            ? Parsed.Bad<string>($"{text} cannot be routed to you: {reason}", "write the prefix that the provider names")
            : Parsed.Good($"{network}/{length}");
    }

    private static int? LengthOf(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length >= least && length <= most && text[0] != '0' ? length : null;
}
