using System.Collections.Immutable;
using Gateway.Planning.Cards;

namespace Gateway.Planning.Status;

/// <summary>What is true now: the machine line <c>GATEWAY-STATUS</c>, <c>gateway status --json</c>, the screen and STATUS.txt all show this.</summary>
public sealed record StatusDocument
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;
    public required string Release { get; init; }

    /// <summary>The slot that runs: <c>a</c> or <c>b</c>.</summary>
    public string? Slot { get; init; }

    /// <summary>Seconds since kernel start.</summary>
    public double Uptime { get; init; }

    /// <summary>True when every enabled service answers its probe and both roles are bound or explicitly absent.</summary>
    public bool Ready { get; init; }
    public int Generation { get; init; }
    public ConfigurationStatus Configuration { get; init; } = new();
    public ImmutableArray<RoleStatus> Roles { get; init; } = [];
    public ImmutableArray<CardStatus> Cards { get; init; } = [];
    public ImmutableArray<ServiceStatus> Services { get; init; } = [];

    /// <summary>What is not as it should be, each with the reason and what to do.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];
    public HealthStatus Health { get; init; } = new();

    /// <summary>SHA-256 of the root certificate of the gateway's own authority, in hexadecimal; null: there is none yet.</summary>
    public string? RootFingerprint { get; init; }

    /// <summary>The command by which an operator logs in, such as <c>ssh root@192.168.4.2</c>; null: no key is configured.</summary>
    public string? Login { get; init; }
}

/// <summary>What the operator's file is worth.</summary>
public sealed record ConfigurationStatus
{
    /// <summary><c>ok</c>, <c>invalid</c> (the last good one runs) or <c>missing</c>.</summary>
    public string State { get; init; } = "ok";

    /// <summary>The errors as text, one string each.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];
}

/// <summary>A role and what carries it.</summary>
/// <param name="Role"><c>outside</c> or <c>inside</c>.</param>
/// <param name="State"><c>bound</c>, <c>missing</c>, <c>ambiguous</c>, <c>unset</c>, <c>unusable</c> (an address of zeros), <c>refused</c> (both roles on one broadcast domain) or <c>detached</c> (attach = false).</param>
/// <param name="Card">The card's MAC, when bound or refused.</param>
/// <param name="Addresses">Addresses with prefix length.</param>
/// <param name="Carrier">True: link up.</param>
public sealed record RoleStatus(
    string Role,
    string State,
    string? Card,
    ImmutableArray<string> Addresses,
    bool? Carrier)
{
    /// <summary>The default router learnt on this link, or null.</summary>
    public string? Router { get; init; }
}

/// <summary>A card as <c>gateway nics</c> lists it.</summary>
public sealed record CardStatus(
    string Name,
    string Mac,
    string? PermanentMac,
    string? Path,
    string? Driver,
    bool? Carrier,
    int? Speed,
    string? Role)
{
    /// <summary>Who advertised himself as an IPv6 router on its wire since the link came up.</summary>
    public ImmutableArray<HeardRouter> Routers { get; init; } = [];

    /// <summary>What a DHCP server offered at the last <c>gateway nics --probe</c>; null: nothing, or nobody asked since the link came up.</summary>
    public HeardOffer? Offer { get; init; }
}

/// <summary>A service and whether it answers.</summary>
/// <param name="State"><c>answering</c>, <c>starting</c>, <c>failed</c>, <c>off</c>.</param>
public sealed record ServiceStatus(string Name, string State, string? Reason = null)
{
    /// <summary>How often systemd restarted it since boot.</summary>
    public int Restarts { get; init; }

    /// <summary>How its process had ended before the last restart, such as <c>killed by KILL</c>; null: never restarted, or not known.</summary>
    public string? LastEnd { get; init; }

    /// <summary>What it has used of the disk that it may have.</summary>
    public ImmutableArray<StorageUse> Storage { get; init; } = [];
}

/// <param name="Name">Of the volume, such as <c>mirror ghcr</c>.</param>
/// <param name="Size">MiB that it may have.</param>
/// <param name="Used">Percent of them.</param>
public sealed record StorageUse(string Name, long Size, int Used);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">Stable, lower-kebab-case, such as <c>outside-card-missing</c>.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Text">What was being done, what failed, what to do next.</param>
public sealed record Condition(string Code, string Severity, string Text);

/// <summary>A unit that systemd restarted since the boot.</summary>
/// <param name="LastEnd">As in <see cref="ServiceStatus.LastEnd"/>.</param>
public sealed record UnitRestarts(string Unit, int Restarts, string? LastEnd);

/// <summary>What the system under the services looks like; every list is empty on a healthy box.</summary>
public sealed record HealthStatus
{
    public ImmutableArray<string> FailedUnits { get; init; } = [];
    public ImmutableArray<string> FailedContainerUnits { get; init; } = [];

    /// <summary>Units of the host that ended and were started again, such as LXD's or the agent's.</summary>
    public ImmutableArray<UnitRestarts> RestartedUnits { get; init; } = [];

    /// <summary>The same in the container, beside the services, which tell theirs themselves.</summary>
    public ImmutableArray<UnitRestarts> RestartedContainerUnits { get; init; } = [];

    /// <summary>How often the container was started since the boot: 1 when nothing happened to it.</summary>
    public int ContainerStarts { get; init; }

    /// <summary>/proc/sys/kernel/tainted; 0 is clean.</summary>
    public long KernelTaint { get; init; }
}
