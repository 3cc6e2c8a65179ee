namespace Gateway.Lab.Frames;

/// <summary>The head and the first question of a DNS message.</summary>
/// <param name="Response">False: a question.</param>
/// <param name="Code">0: NOERROR; 2: SERVFAIL; 3: NXDOMAIN; 5: REFUSED.</param>
/// <param name="Name">Lower case, without the last dot; empty: the root, or no question.</param>
/// <param name="Type">1: A; 28: AAAA; 12: PTR; 48: DNSKEY; 0: no question.</param>
public sealed record DnsMessage(int Identifier, bool Response, int Code, string Name, int Type)
{
    public int Answers { get; init; }

    /// <summary>The flag AD.</summary>
    public bool Authenticated { get; init; }
}
