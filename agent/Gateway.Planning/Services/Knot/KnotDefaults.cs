namespace Gateway.Planning.Services.Knot;

public static class KnotDefaults
{
    /// <summary>A loopback address of its own, so that it answers on DNS's own port beside the resolver.</summary>
    public const string Address = "127.0.0.2";
    public const int Port = 53;

    /// <summary>On the container's data volume.</summary>
    public const string Storage = "/var/lib/gateway/names";

    public const string KeyName = "gateway";
    public const string KeyAlgorithm = "hmac-sha256";

    /// <summary>Knot writes each zone out at once, so the journal holds little; these bound it all the same.</summary>
    public const string JournalFile = "8M";
    public const string JournalOfZone = "1M";
    public const int JournalDepth = 100;
    public const string LargestZone = "8M";
}
