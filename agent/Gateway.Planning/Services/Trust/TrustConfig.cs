using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Trust;

/// <summary>The authorities that the operator adds to the public ones.</summary>
public sealed record TrustConfig
{
    /// <summary>All of them in one file, for daemons that read it beside the system's own.</summary>
    public const string Path = "/etc/gateway/trust.pem";

    public required ImmutableArray<string> Certificates { get; init; }

    public static TrustConfig From(StackDocument document) => new() { Certificates = document.Trust.Certificates };
}
