using System.Collections.Immutable;
using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The parts of a <c>[[dns.record]]</c>.</summary>
internal static class DnsRecordText
{
    private const int LongestText = 4000;
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    public static ImmutableArray<string> Types { get; } = [.. Enum.GetNames<DnsRecordType>().Select(static name => name.ToUpperInvariant())];

    public static Parsed<DnsRecordType> ParseType(string text)
    {
        if (Types.Contains(text.ToUpperInvariant()))
        {
            return Parsed.Good(Enum.Parse<DnsRecordType>(text, ignoreCase: true));
        }

        return text.Equals("PTR", StringComparison.OrdinalIgnoreCase)
            ? Parsed.Bad<DnsRecordType>("PTR is made by itself", "write the A or AAAA record of the name: its address then has the name")
            : Parsed.Bad<DnsRecordType>($"{Quoted.Text(text)} is not a type that is taken", $"allowed: {string.Join(", ", Types.Select(static type => $"\"{type}\""))}");
    }

    /// <summary>The name that has a record; those of services have labels that begin with an underscore (RFC 8552).</summary>
    public static Parsed<string> ParseName(string text)
    {
        if (text.StartsWith("*.", StringComparison.Ordinal))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} stands for many names", "write a record for each name, or a [[dns.forward-zone]] for the domain with a name server that knows them");
        }

        var plain = string.Join('.', text.Split('.').Select(static label => label.Length > 1 && label[0] == '_' ? label[1..] : label));
        var name = DomainText.ParseHost(plain);
        return !name.IsGood ? Parsed.Bad<string>(name.Error!.Replace(Quoted.Text(plain), Quoted.Text(text)), name.Hint)
            : text.Length > LongestName || text.Split('.').Any(static label => label.Length > LongestLabel) ? Parsed.Bad<string>($"{Quoted.Text(text)} is too long for a name")
            : Parsed.Good(text.ToLowerInvariant());
    }

    public static Parsed<string> ParseValue(string text) => text.Length is > 0 and <= LongestText
        ? Parsed.Good(text)
        : Parsed.Bad<string>($"the value has {text.Length} characters", $"from 1 to {LongestText}");

    /// <summary>The value as unbound takes it.</summary>
    public static Parsed<string> ParseData(DnsRecordType type, string value, string domain) => type switch
    {
        DnsRecordType.A => Ipv4Text.ParseHost(value) is { IsGood: true } address ? Parsed.Good(Ipv4Text.Format(address.Value)) : As<string>(Ipv4Text.ParseHost(value)),
        DnsRecordType.Aaaa => ParseIpv6(value),
        DnsRecordType.Cname => ParseTarget(value, domain),
        DnsRecordType.Mx => ParseNumbers(value, 1, domain, "MX is a preference and the name of a mail server: \"10 mail.example.net\""),
        DnsRecordType.Srv => ParseNumbers(value, 3, domain, "SRV is priority, weight, port and the name of a server (RFC 2782): \"0 5 5060 sip.example.net\""),
        DnsRecordType.Txt => Parsed.Good(TxtStrings.Render(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type that is not known"),
    };

    private static Parsed<string> ParseIpv6(string value)
    {
        if (!Ipv6Text.TryParse(value, out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(value)} is not an IPv6 address");
        }

        return Ipv6Text.NotAHost(address) is { } reason ? Parsed.Bad<string>($"{value} cannot be the address of a machine: {reason}") : Parsed.Good(address.ToString());
    }

    private static Parsed<string> ParseTarget(string value, string domain)
    {
        var name = ParseName(value);
        return name.IsGood ? Parsed.Good(DnsRecordConfig.InDomain(name.Value, domain) + ".") : name;
    }

    private static Parsed<string> ParseNumbers(string value, int count, string domain, string form)
    {
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != count + 1 || !words[..count].All(static word => ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return Parsed.Bad<string>($"{Quoted.Text(value)} is not the data of such a record", form);
        }

        var target = ParseTarget(words[count], domain);
        return target.IsGood ? Parsed.Good($"{string.Join(' ', words[..count])} {target.Value}") : target;
    }

    private static Parsed<T> As<T>(Parsed<uint> bad) => Parsed.Bad<T>(bad.Error!, bad.Hint);
}
