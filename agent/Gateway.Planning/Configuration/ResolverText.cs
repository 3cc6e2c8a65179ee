using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The address of a resolver, optionally with <c>@port</c>.</summary>
internal static class ResolverText
{
    private const string Form = "write an address such as \"9.9.9.9\" or \"2620:fe::fe\", with another port as \"9.9.9.9@5353\"";

    public static Parsed<string> Parse(string text)
    {
        var at = text.IndexOf('@');
        var address = at < 0 ? text : text[..at];
        var port = at < 0 ? "" : text[at..];
        if (at >= 0 && !IsPort(text[(at + 1)..]))
        {
            return Parsed.Bad<string>($"the port of {Quoted.Text(text)} is not a number from 1 to 65535", Form);
        }

        if (Ipv6Text.TryParse(address, out var ipv6))
        {
            return Ipv6Text.NotAHost(ipv6) is { } reason ? Parsed.Bad<string>($"{address} cannot be a resolver's address: {reason}") : Parsed.Good($"{ipv6}{port}");
        }

        var ipv4 = Ipv4Text.ParseHost(address);
        return ipv4.IsGood
            ? Parsed.Good(Ipv4Text.Format(ipv4.Value) + port)
            : Parsed.Bad<string>(ipv4.Error!.Replace("an IPv4 address", "an address"), ipv4.Hint is null ? null : Form);
    }

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
}
