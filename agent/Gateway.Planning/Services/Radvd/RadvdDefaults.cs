namespace Gateway.Planning.Services.Radvd;

public static class RadvdDefaults
{
    /// <summary>Seconds between unsolicited advertisements.</summary>
    public const int MinInterval = 200;
    public const int MaxInterval = 600;

    /// <summary>Seconds, the upper bounds of RFC 9096 section 3.3.</summary>
    public const int PreferredLifetime = 2700;
    public const int ValidLifetime = 5400;

    /// <summary>Seconds: three times the interval (RFC 4861 section 6.2.1).</summary>
    public const int RouterLifetime = 3 * MaxInterval;

    /// <summary>Of 5: each advertisement, without its bytes.</summary>
    public const int DebugLevel = 3;

    /// <summary>Seconds: three times the interval (RFC 8106 section 5.1).</summary>
    public const int DnsLifetime = 3 * MaxInterval;
}
