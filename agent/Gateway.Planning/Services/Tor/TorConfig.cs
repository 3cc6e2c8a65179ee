using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Tor;

/// <summary>The client of the Tor network.</summary>
public sealed record TorConfig
{
    /// <summary>Something is to leave by it.</summary>
    public required bool Wanted { get; init; }

    public static TorConfig From(StackDocument document) => new()
    {
        Wanted = Mirror.MirrorConfig.From(document).Instances.Any(static instance => instance.Mirror.Via == OutboundText.Tor),
    };
}
