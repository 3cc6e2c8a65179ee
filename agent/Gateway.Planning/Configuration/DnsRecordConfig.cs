namespace Gateway.Planning.Configuration;

/// <summary><c>[[dns.record]]</c>: a record that the gateway answers with itself.</summary>
public sealed record DnsRecordConfig
{
    /// <summary>A whole name, or without a point one of the inside's domain; lower case.</summary>
    public string Name { get; init; } = "";
    public DnsRecordType Type { get; init; }

    /// <summary>The data as in a zone file; of TXT the text itself.</summary>
    public string Value { get; init; } = "";

    /// <summary>How long others may keep it.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The whole name, without a point at its end.</summary>
    public string FullName(string domain) => InDomain(Name, domain);

    /// <summary>For CNAME: the whole name that it stands for.</summary>
    public string Target(string domain) => InDomain(Value.ToLowerInvariant(), domain);

    internal static string InDomain(string name, string domain) => name.Contains('.') ? name : $"{name}.{domain}";
}

public enum DnsRecordType
{
    A,
    Aaaa,
    Cname,
    Txt,
    Srv,
    Mx,
}
