using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>IPv4 addresses as text, strictly: four decimal numbers, as leading zeros mean octal to some programs.</summary>
public static class Ipv4Text
{
    public const string Form = "an IPv4 address is four numbers from 0 to 255 with points between them, without leading zeros";

    public static bool TryParse(string text, out uint address)
    {
        address = 0;
        var parts = text.Split('.');
        if (parts.Length != 4)
        {
            return false;
        }

        foreach (var part in parts)
        {
            if (part.Length is < 1 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            address = (address << 8) | number;
        }

        return true;
    }

    /// <summary>For a text that was checked when it was read.</summary>
    public static uint From(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"taking {Quoted.Text(text)} for an IPv4 address: {Form}");

    public static string Format(uint address) => $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";

    /// <summary>The address of one machine.</summary>
    public static Parsed<uint> ParseHost(string text)
    {
        if (!TryParse(text, out var address))
        {
            return Parsed.Bad<uint>($"{Quoted.Text(text)} is not an IPv4 address", Form);
        }

        return NotAHost(address) is { } reason
            ? Parsed.Bad<uint>($"{text} cannot be the address of a machine: {reason}")
            : Parsed.Good(address);
    }

    /// <summary>Why an address is none that a machine on a network can have (RFC 6890), or null.</summary>
    public static string? NotAHost(uint address) => (address >> 24) switch
    {
        0 => "0.0.0.0/8 means this network itself",
        127 => "127.0.0.0/8 is the loopback inside each machine",
        169 when (address >> 16) == 0xA9FE => "169.254.0.0/16 is link-local, given by machines to themselves",
        >= 224 and <= 239 => "224.0.0.0/4 is multicast",
        >= 240 => "240.0.0.0/4 is reserved, and 255.255.255.255 the broadcast address",
        _ => null,
    };
}
