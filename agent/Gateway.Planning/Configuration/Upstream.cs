namespace Gateway.Planning.Configuration;

/// <summary>A resolver that is asked: <c>ADDRESS[@PORT][#NAME]</c>.</summary>
/// <param name="Port">As written; null: that of the protocol.</param>
/// <param name="Name">The name that its certificate must have; null: it is asked without TLS.</param>
public sealed record Upstream(string Address, string? Port, string? Name)
{
    private const string TlsPort = "853";

    /// <summary>Where it is asked, in unbound's form; over TLS on port 853 (RFC 7858) unless another is given.</summary>
    public string Target => Name is null
        ? Address + (Port is null ? "" : $"@{Port}")
        : $"{Address}@{Port ?? TlsPort}#{Name}";

    public static Upstream Parse(string text)
    {
        var (where, name) = Split(text, '#');
        var (address, port) = Split(where, '@');
        return new Upstream(address, port, name);
    }

    private static (string Before, string? After) Split(string text, char mark) =>
        text.IndexOf(mark) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);
}
