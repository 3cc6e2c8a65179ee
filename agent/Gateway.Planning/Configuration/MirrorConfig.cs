using Gateway.Planning.Secrets;

namespace Gateway.Planning.Configuration;

/// <summary><c>[[registry.mirror]]</c>: a registry elsewhere that is pulled through, and kept.</summary>
public sealed record MirrorConfig
{
    /// <summary>Its label under <c>mirror.DOMAIN</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Scheme, host and port, without a path.</summary>
    public string Url { get; init; } = "";

    /// <summary>Whom the upstream knows; null: nobody.</summary>
    public string? Username { get; init; }
    public Secret? Password { get; init; }

    /// <summary>Who shows no certificate may pull, too.</summary>
    public bool AnonymousPull { get; init; }

    /// <summary>By what way it asks its upstream: <c>direct</c>, <c>tor</c> or the URL of a proxy.</summary>
    public string Via { get; init; } = OutboundText.Direct;

    /// <summary>What it may have of the disk, in MiB; null: an equal share of what registries have together.</summary>
    public int? Quota { get; init; }
}
