using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>A resolver as <see cref="Upstream"/> has it: its address, optionally with <c>@port</c> and <c>#name</c>.</summary>
internal static class ResolverText
{
    private const string Form = "write an address such as \"9.9.9.9\" or \"2620:fe::fe\", with another port as \"9.9.9.9@5353\", over TLS with the name in its certificate as \"9.9.9.9#dns.quad9.net\"";

    public static Parsed<string> Parse(string text)
    {
        var upstream = Upstream.Parse(text);
        if (upstream.Port is not null && !IsPort(upstream.Port))
        {
            return Parsed.Bad<string>($"the port of {Quoted.Text(text)} is not a number from 1 to 65535", Form);
        }

        var name = upstream.Name is null ? Parsed.Good("") : DomainText.ParseHost(upstream.Name);
        if (!name.IsGood)
        {
            return Parsed.Bad<string>($"the name after # of {Quoted.Text(text)} cannot be in a certificate: {name.Error}", name.Hint);
        }

        var address = ParseAddress(upstream.Address);
        return address.IsGood ? Parsed.Good(ToText(upstream with { Address = address.Value, Name = upstream.Name is null ? null : name.Value })) : address;
    }

    private static Parsed<string> ParseAddress(string address)
    {
        if (Ipv6Text.TryParse(address, out var ipv6))
        {
            return Ipv6Text.NotAHost(ipv6) is { } reason ? Parsed.Bad<string>($"{address} cannot be a resolver's address: {reason}") : Parsed.Good(ipv6.ToString());
        }

        var ipv4 = Ipv4Text.ParseHost(address);
        return ipv4.IsGood
            ? Parsed.Good(Ipv4Text.Format(ipv4.Value))
            : Parsed.Bad<string>(ipv4.Error!.Replace("an IPv4 address", "an address"), ipv4.Hint is null ? null : Form);
    }

    private static string ToText(Upstream upstream) =>
        upstream.Address + (upstream.Port is null ? "" : $"@{upstream.Port}") + (upstream.Name is null ? "" : $"#{upstream.Name}");

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
}
