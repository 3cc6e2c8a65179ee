namespace Gateway.Planning.Configuration;

/// <summary>An NTP server: a name or an address.</summary>
internal static class TimeServerText
{
    public static Parsed<string> Parse(string text)
    {
        if (Ipv6Text.TryParse(text, out var ipv6))
        {
            return Ipv6Text.NotAHost(ipv6) is { } reason
                ? Parsed.Bad<string>($"{text} cannot be a time server's address: {reason}")
                : Parsed.Good(ipv6.ToString());
        }

        if (text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c == '.'))
        {
            var ipv4 = Ipv4Text.ParseHost(text);
            return ipv4.IsGood ? Parsed.Good(text) : Parsed.Bad<string>(ipv4.Error!, ipv4.Hint);
        }

        return DomainText.ParseHost(text);
    }
}
