namespace Gateway.Planning.Services.Kea;

public static class KeaDefaults
{
    /// <summary>Ethernet's.</summary>
    public const int Mtu = 1500;

    /// <summary>The subnet's id in the lease database; it must stay the same for ever.</summary>
    public const int SubnetId = 1;

    /// <summary>That of a VLAN is this and its number.</summary>
    public const int VlanSubnetId = 10000;

    /// <summary>A minute: the bridge comes up while Kea starts, and there is no event that Kea waits for.</summary>
    public const int SocketRetries = 60;

    /// <summary>Milliseconds.</summary>
    public const int SocketRetryWait = 1000;

    /// <summary>Of 99: each packet and what is decided on it, without its bytes.</summary>
    public const int DebugLevel = 50;

    public const string ControlSocket = "/run/kea/kea4-ctrl-socket";

    /// <summary>The commands about leases, of which <see cref="KeaCommands"/> uses one.</summary>
    public const string LeaseCommands = "/usr/lib/x86_64-linux-gnu/kea/hooks/libdhcp_lease_cmds.so";

    /// <summary>How long a lease that has expired may go unnoticed, in seconds.</summary>
    public const int ReclaimPause = 2;

    /// <summary>How often the lease file is cleaned up, in seconds.</summary>
    public const int LeaseFileCleanup = 3600;
}
