using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[firewall]</c>: what passes, and what is said of it.</summary>
public sealed record FirewallConfig
{
    /// <summary>Flows that are let through are passed on by the kernel's flow table, past the rules.</summary>
    public bool Offload { get; init; }

    /// <summary>What is written to the log.</summary>
    public FirewallLog Log { get; init; } = FirewallLog.None;

    /// <summary><c>[[firewall.forward]]</c>, in the order of the file.</summary>
    public ImmutableArray<ForwardConfig> Forwards { get; init; } = [];

    /// <summary><c>[[firewall.rule]]</c>, in the order of the file, which is the order in which they are asked.</summary>
    public ImmutableArray<RuleConfig> Rules { get; init; } = [];
}

public enum FirewallLog
{
    None,

    /// <summary>Packets that no rule lets through, as many a second as <see cref="Services.Firewall.FirewallConf"/> allows.</summary>
    Dropped,
}

/// <summary><c>[[firewall.forward]]</c>: ports of the outside's address that a machine inside serves.</summary>
public sealed record ForwardConfig
{
    /// <summary><c>tcp</c>, <c>udp</c> or <c>tcp+udp</c>.</summary>
    public string Protocol { get; init; } = ForwardDefaults.Protocol;

    /// <summary>The ports outside.</summary>
    public PortRange Ports { get; init; } = new(0, 0);

    /// <summary>IPv4: ports of the outside's address; IPv6: of the machine's own; <see cref="RuleFamily.Any"/>: both.</summary>
    public RuleFamily Family { get; init; } = RuleFamily.Ipv4;

    /// <summary>An IPv4 address of the inside, or the name of a host entry that has one of each family that is meant.</summary>
    public string To { get; init; } = "";

    /// <summary>The port of the machine, where there is one port outside; null: the same.</summary>
    public int? ToPort { get; init; }

    /// <summary>Who outside may come, such as <c>198.51.100.0/24</c>; empty: everybody. Who is inside may always.</summary>
    public ImmutableArray<string> From { get; init; } = [];
}

/// <summary>Ports, both ends included.</summary>
public sealed record PortRange(int First, int Last)
{
    public bool Overlaps(PortRange other) => First <= other.Last && other.First <= Last;

    /// <summary><c>443</c> or <c>8000-8010</c>, as nftables writes it too.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}

public static class ForwardDefaults
{
    public const string Protocol = "tcp";

    public static ImmutableArray<string> Protocols { get; } = ["tcp", "udp", "tcp+udp"];
}
