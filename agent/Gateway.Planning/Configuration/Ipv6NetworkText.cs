using System.Globalization;
using System.Net;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>IPv6 networks as text: <c>2001:db8::/32</c>, or an address alone, in RFC 5952 form.</summary>
internal static class Ipv6NetworkText
{
    private const int Bits = 128;

    public static Parsed<string> Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (!Ipv6Text.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv6 network", "write an address, or a network with its prefix length: \"2001:db8::/32\"");
        }

        if (slash < 0)
        {
            return Parsed.Good(address.ToString());
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > Bits || text[slash + 1] == '0')
        {
            return Parsed.Bad<string>($"the prefix length {Quoted.Text(text[(slash + 1)..])} is not a number from 1 to 128", "leave the key out for everybody");
        }

        var network = new IPNetwork(Masked(address, length), length);
        return network.BaseAddress.Equals(address)
            ? Parsed.Good(length == Bits ? address.ToString() : network.ToString())
            : Parsed.Bad<string>($"{text} names a machine in a network", $"write \"{network}\" for the network, or \"{address}\" for the machine");
    }

    /// <summary>Of a text that was checked when it was read.</summary>
    public static IPNetwork From(string text) => text.Contains('/') ? IPNetwork.Parse(text) : new IPNetwork(IPAddress.Parse(text), Bits);

    public static bool Overlap(IPNetwork one, IPNetwork other) => IsIn(one, other) || IsIn(other, one);

    /// <summary>True: every address of it is one of the other. .NET's own comparison takes IPv4 in disguise for IPv4.</summary>
    public static bool IsIn(IPNetwork inner, IPNetwork outer) =>
        outer.PrefixLength <= inner.PrefixLength && Masked(inner.BaseAddress, outer.PrefixLength).Equals(outer.BaseAddress);

    /// <summary>Without those that lie in another, since the elements of a set may not overlap.</summary>
    public static IEnumerable<string> Outermost(IReadOnlyCollection<string> networks) =>
        networks.Where(network => !networks.Any(other => other != network && IsIn(From(network), From(other))));

    internal static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < Bits; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
