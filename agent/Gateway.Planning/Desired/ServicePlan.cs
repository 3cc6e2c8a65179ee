using System.Collections.Immutable;

namespace Gateway.Planning.Desired;

/// <summary>What one service contributes: its files, units, firewall openings and the probes that say it works.</summary>
public sealed record ServicePlan(string Name)
{
    /// <summary>False: the operator switched it off; its units are stopped and it opens nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>True: its daemon cannot start without the Internet, so that its probe does not count for readiness.</summary>
    public bool NeedsInternet { get; init; }
    public ImmutableArray<ManagedFile> Files { get; init; } = [];
    public ImmutableArray<ManagedUnit> Units { get; init; } = [];
    public ImmutableArray<FirewallOpening> Openings { get; init; } = [];
    public ImmutableArray<Probe> Probes { get; init; } = [];

    /// <summary>Where it keeps what it is bounded in, for status.</summary>
    public ImmutableArray<ServiceStorage> Storage { get; init; } = [];
}

/// <param name="Name">As status shows it.</param>
/// <param name="Path">Anywhere on the volume.</param>
public sealed record ServiceStorage(string Name, string Path);

/// <summary>A port of the gateway itself that a zone may reach.</summary>
/// <param name="Zone">The zone that may: <c>inside</c>, or a segment's name.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Origin">The key of gateway.toml that the opening rests on, shown as the rule's comment.</param>
public sealed record FirewallOpening(string Zone, string Protocol, int Port, string Origin);

/// <summary>A question to a running service whose answer says that it works.</summary>
public abstract record Probe
{
    /// <summary>A DHCP server has its packet socket open on the interface.</summary>
    public sealed record DhcpSocket(string Interface) : Probe;

    /// <summary>A DNS server answers NOERROR with at least one address for a name.</summary>
    public sealed record DnsAnswer(string Server, string Name) : Probe;

    /// <summary>A TCP port accepts a connection.</summary>
    public sealed record TcpConnect(string Address, int Port) : Probe;

    /// <summary>A HTTP GET answers 200 (loopback only).</summary>
    public sealed record HttpOk(string Url) : Probe;

    /// <summary>A HTTP GET of the path answers 200 on one of the sockets.</summary>
    public sealed record SocketOk(ImmutableArray<string> Sockets, string Path) : Probe
    {
        public bool Equals(SocketOk? other) => other is not null && Path == other.Path && Sockets.SequenceEqual(other.Sockets);

        public override int GetHashCode() => HashCode.Combine(Path, Sockets.Length);
    }

    /// <summary>An NTP server replies to a client packet (RFC 5905).</summary>
    public sealed record NtpReply(string Server) : Probe;

    /// <summary>A raw ICMPv6 socket is open (a router advertisement daemon listens).</summary>
    public sealed record RouterAdvertiser(string Interface) : Probe;

    /// <summary>The unit is active; for what has nothing to ask.</summary>
    public sealed record UnitActive(string Unit) : Probe;
}
