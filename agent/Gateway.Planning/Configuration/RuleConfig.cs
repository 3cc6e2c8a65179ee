using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[[firewall.rule]]</c>: what the operator says of packets from one zone to another.</summary>
public sealed record RuleConfig
{
    /// <summary>The zone they come from: <c>outside</c>, or that of segments.</summary>
    public string From { get; init; } = "";

    /// <summary>The zone they go to.</summary>
    public string To { get; init; } = "";
    public RuleFamily Family { get; init; } = RuleFamily.Any;

    /// <summary>One of <see cref="RuleDefaults.Protocols"/>.</summary>
    public string Protocol { get; init; } = RuleDefaults.Protocol;

    /// <summary>The ports they go to; empty: all.</summary>
    public ImmutableArray<PortRange> Ports { get; init; } = [];

    /// <summary>Addresses, networks and names of host entries that they come from, in the forms of <see cref="RuleAddressText"/>; empty: all.</summary>
    public ImmutableArray<string> Source { get; init; } = [];

    /// <summary>The same of those that they go to.</summary>
    public ImmutableArray<string> Destination { get; init; } = [];
    public RuleAction Action { get; init; } = RuleAction.Drop;

    /// <summary>Packets that fit are written to the log, within bounds.</summary>
    public bool Log { get; init; }
}

public enum RuleFamily
{
    /// <summary>Both.</summary>
    Any,
    Ipv4,
    Ipv6,
}

public enum RuleAction
{
    Accept,

    /// <summary>Without a word.</summary>
    Drop,

    /// <summary>With a word to the sender, so that it notices at once.</summary>
    Reject,
}

public static class RuleDefaults
{
    public const string AnyProtocol = "any";
    public const string Protocol = AnyProtocol;

    /// <summary>The control messages of whichever family.</summary>
    public const string Icmp = "icmp";

    public static ImmutableArray<string> Protocols { get; } = [AnyProtocol, .. ForwardDefaults.Protocols, Icmp, "esp", "gre"];

    /// <summary>Whether a protocol has ports.</summary>
    public static bool HasPorts(string protocol) => ForwardDefaults.Protocols.Contains(protocol);
}
