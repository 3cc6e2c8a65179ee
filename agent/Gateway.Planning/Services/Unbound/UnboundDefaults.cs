using System.Collections.Immutable;

namespace Gateway.Planning.Services.Unbound;

public static class UnboundDefaults
{
    public const int Threads = 2;

    public const string KeyCache = "4m";
    public const string NegativeCache = "2m";

    /// <summary>Kept current by RFC 5011; first copied from Debian's dns-root-data by tmpfiles.</summary>
    public const string RootKey = "/var/lib/unbound/root.key";
    public const string RootHints = "/usr/share/dns/root.hints";
    public const string ControlSocket = "/run/unbound.ctl";

    /// <summary>How long is waited for an answer from upstream before a stale one is given.</summary>
    public const int StaleAfterMilliseconds = 1800;

    /// <summary>Private addresses never come from outside names (rebinding); the gateway's own domain is the exception. The unspecified ones reach the asking computer itself.</summary>
    public static ImmutableArray<string> PrivateAddresses { get; } =
    [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "0.0.0.0/8",
        "fc00::/7", "fe80::/10", "::1/128", "::/128", "::ffff:0:0/96",
    ];

    /// <summary>The last one is in <see cref="PrivateAddresses"/> within another.</summary>
    public static ImmutableArray<string> LoopbackAddresses { get; } = ["127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128", "::ffff:127.0.0.0/104"];

    /// <summary>Names that the root does not have (RFC 6762, ICANN's private-use domain); asking it would only tell it of them.</summary>
    public static ImmutableArray<string> NeverAtTheRoot { get; } = ["internal", "local"];

    /// <summary>Of 5: each question, whom it is asked and what comes back.</summary>
    public const int DebugLevel = 3;
}
