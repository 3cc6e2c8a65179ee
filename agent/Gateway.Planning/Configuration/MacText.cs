using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Ethernet addresses as text; <c>52-54-00-AB-CD-EF</c> is taken too and becomes <c>52:54:00:ab:cd:ef</c>.</summary>
internal static class MacText
{
    public const string Form = "a MAC address is six pairs of hexadecimal digits: \"52:54:00:12:34:56\"";

    public static bool LooksLike(string text) =>
        text.Length == 17 && text.Where((_, index) => index % 3 == 2).All(c => c is ':' or '-');

    public static Parsed<string> Parse(string text)
    {
        if (!LooksLike(text) || !text.Where((_, index) => index % 3 != 2).All(char.IsAsciiHexDigit))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not a MAC address", Form);
        }

        var mac = text.Replace('-', ':').ToLowerInvariant();
        if (mac == "00:00:00:00:00:00")
        {
            return Parsed.Bad<string>($"{mac} is no card's address", "copy the address from status/nics.txt or from the screen");
        }

        // The lowest bit of the first byte marks a group of receivers (IEEE 802).
        return (Convert.FromHexString(mac[..2])[0] & 1) == 1
            ? Parsed.Bad<string>($"{mac} is a multicast address, which no card has", "the second digit of a card's address is even: 0, 2, 4, 6, 8, a, c or e")
            : Parsed.Good(mac);
    }
}
