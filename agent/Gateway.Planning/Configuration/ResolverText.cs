using System.Globalization;
using System.Net;
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
            return NotAServer(ipv6) is { } reason ? Parsed.Bad<string>($"{address} cannot be a resolver's address: {reason}") : Parsed.Good($"{ipv6}{port}");
        }

        var ipv4 = Ipv4Text.ParseHost(address);
        return ipv4.IsGood
            ? Parsed.Good(Ipv4Text.Format(ipv4.Value) + port)
            : Parsed.Bad<string>(ipv4.Error!.Replace("an IPv4 address", "an address"), ipv4.Hint is null ? null : Form);
    }

    private static string? NotAServer(IPAddress address) => address switch
    {
        _ when address.Equals(IPAddress.IPv6Any) => "it means no address",
        _ when address.Equals(IPAddress.IPv6Loopback) => "it is the loopback inside each machine",
        { IsIPv6Multicast: true } => "it is multicast",
        { IsIPv6LinkLocal: true } => "it is link-local, and no card is named",
        { IsIPv4MappedToIPv6: true } => "it is an IPv4 address in disguise; write that one",
        _ => null,
    };

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
}
