using System.Collections.Immutable;

namespace Gateway.Build.Debian;

/// <summary>The mirrors of Debian that the build machine's own apt uses; the roots are made from the same ones.</summary>
public sealed record AptSettings(string Mirror, string SecurityMirror)
{
    /// <summary>Proxy and other transport settings of the machine's apt, as lines for apt.conf.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The one-line sources of a root of Debian 13.</summary>
    public ImmutableArray<string> Sources(string release) =>
    [
        $"deb {Mirror} {release} main non-free-firmware",
        $"deb {Mirror} {release}-updates main non-free-firmware",
        $"deb {SecurityMirror} {release}-security main non-free-firmware",
    ];

    /// <summary>The base addresses with their suites, for reading the indexes.</summary>
    public ImmutableArray<(string Base, string Suite)> Suites(string release) =>
        [(Mirror, release), (Mirror, $"{release}-updates"), (SecurityMirror, $"{release}-security")];
}
