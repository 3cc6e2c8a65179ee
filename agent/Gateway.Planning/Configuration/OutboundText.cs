using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The way out of one service: its own, by Tor, or by a proxy.</summary>
internal static partial class OutboundText
{
    public const string Direct = "direct";
    public const string Tor = "tor";

    /// <summary>A proxy is known by its address: a question about its name would leave before anything is asked of it.</summary>
    public static Parsed<string> Parse(string text)
    {
        if (text is Direct or Tor)
        {
            return Parsed.Good(text);
        }

        return Url().Match(text) is { Success: true } match && IPAddress.TryParse(match.Groups["address"].Value, out var address) && IsPort(match.Groups["port"].Value)
            ? Parsed.Good(Of(match.Groups["scheme"].Value, new IPEndPoint(address, Port(match.Groups["port"].Value))))
            : Parsed.Bad<string>(
                $"{Quoted.Text(text.Contains('@', StringComparison.Ordinal) ? text[(text.LastIndexOf('@') + 1)..] : text)} is not a way out",
                "write direct, tor, or the proxy's scheme, address and port, without a user: \"socks5://192.168.4.30:1080\", \"http://[2001:db8::3]:3128\"");
    }

    private static string Of(string scheme, IPEndPoint proxy) => $"{scheme}://{proxy}";

    private static bool IsPort(string text) => Port(text) is > 0 and < 65536;

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<scheme>http|socks5)://(?:(?<address>[0-9]{1,3}(?:\.[0-9]{1,3}){3})|\[(?<address>[0-9A-Fa-f:.]{2,45})\]):(?<port>[0-9]{1,5})\z")]
    private static partial Regex Url();
}
