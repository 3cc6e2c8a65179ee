using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>An IPv4 address together with the subnet it lies in, as in <c>192.168.4.1/24</c>.</summary>
public readonly record struct Ipv4Subnet(uint Address, int PrefixLength)
{
    public const int ShortestPrefix = 8;
    public const int LongestPrefix = 29;

    public uint Mask => uint.MaxValue << (32 - PrefixLength);
    public uint Network => Address & Mask;
    public uint Broadcast => Network | ~Mask;
    public uint FirstHost => Network + 1;
    public uint LastHost => Broadcast - 1;

    public bool Contains(uint address) => (address & Mask) == Network;

    /// <summary>The subnet without the address: <c>192.168.4.0/24</c>.</summary>
    public string NetworkText => $"{Ipv4Text.Format(Network)}/{PrefixLength}";

    public override string ToString() => $"{Ipv4Text.Format(Address)}/{PrefixLength}";

    /// <summary>For a text that was checked when it was read.</summary>
    public static Ipv4Subnet From(string text) =>
        Parse(text) is { IsGood: true, Value: var subnet }
            ? subnet
            : throw new FormatException($"taking {Quoted.Text(text)} for an address with prefix length: {Parse(text).Error}");

    /// <summary>The address of a machine in its subnet.</summary>
    public static Parsed<Ipv4Subnet> Parse(string text)
    {
        if (text == "off")
        {
            return Parsed.Bad<Ipv4Subnet>("IPv4 cannot be switched off: the inside and its segments have IPv4, with IPv6 beside it", "write the gateway's own address with the prefix length, as in \"192.168.4.1/24\"");
        }

        var slash = text.IndexOf('/');
        var address = Ipv4Text.ParseHost(slash < 0 ? text : text[..slash]);
        if (!address.IsGood)
        {
            return Parsed.Bad<Ipv4Subnet>(address.Error!, address.Hint);
        }

        if (slash < 0)
        {
            return Parsed.Bad<Ipv4Subnet>($"{text} has no prefix length", $"write \"{text}/24\" for a subnet of 256 addresses");
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            || prefix is < ShortestPrefix or > LongestPrefix || text[slash + 1] == '0')
        {
            return Parsed.Bad<Ipv4Subnet>(
                $"the prefix length {Quoted.Text(text[(slash + 1)..])} is not a number from {ShortestPrefix} to {LongestPrefix}",
                "/24 is a subnet of 256 addresses; each number less doubles it");
        }

        return CheckPlace(new Ipv4Subnet(address.Value, prefix));
    }

    private static Parsed<Ipv4Subnet> CheckPlace(Ipv4Subnet subnet)
    {
        var role = subnet.Address == subnet.Network ? "the subnet's own address"
            : subnet.Address == subnet.Broadcast ? "the broadcast address"
            : null;
        return role is null
            ? Parsed.Good(subnet)
            : Parsed.Bad<Ipv4Subnet>(
                $"{Ipv4Text.Format(subnet.Address)} is {role} in {subnet.NetworkText}, so no machine can have it",
                $"take one from {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}");
    }
}
