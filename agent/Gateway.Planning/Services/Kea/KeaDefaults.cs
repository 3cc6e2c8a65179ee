namespace Gateway.Planning.Services.Kea;

public static class KeaDefaults
{
    /// <summary>Ethernet's.</summary>
    public const int Mtu = 1500;

    /// <summary>The subnet's id in the lease database; it must stay the same for ever.</summary>
    public const int SubnetId = 1;

    /// <summary>A minute: the bridge comes up while Kea starts, and there is no event that Kea waits for.</summary>
    public const int SocketRetries = 60;

    /// <summary>Milliseconds.</summary>
    public const int SocketRetryWait = 1000;

    /// <summary>Of 99: each packet and what is decided on it, without its bytes.</summary>
    public const int DebugLevel = 50;

    /// <summary>How long a lease that has expired may go unnoticed, in seconds.</summary>
    public const int ReclaimPause = 2;

    /// <summary>How often the lease file is cleaned up, in seconds.</summary>
    public const int LeaseFileCleanup = 3600;
}
