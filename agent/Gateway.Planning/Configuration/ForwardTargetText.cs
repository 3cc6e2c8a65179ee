using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Whereto a port is forwarded: an IPv4 address or the name of a machine.</summary>
internal static class ForwardTargetText
{
    public static Parsed<string> Parse(string text)
    {
        if (IsAddress(text))
        {
            var address = Ipv4Text.ParseHost(text);
            return address.IsGood ? Parsed.Good(text) : Parsed.Bad<string>(address.Error!, address.Hint);
        }

        if (text.Contains(':'))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is no IPv4 address, and the outside link has no other", "write the machine's IPv4 address or name, and the port as to-port = 443 in a line of its own");
        }

        return text.Contains('/')
            ? Parsed.Bad<string>($"{Quoted.Text(text)} is a network, where one machine is meant", "write its address without prefix length, or the name of its host-entry")
            : DomainText.ParseLabel(text);
    }

    /// <summary>True: an address and not a name, which never has the form of one.</summary>
    public static bool IsAddress(string text) => Ipv4Text.TryParse(text, out _);
}
