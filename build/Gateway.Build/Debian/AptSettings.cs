using System.Collections.Immutable;

namespace Gateway.Build.Debian;

/// <summary>The mirrors of Debian that the build machine's own apt uses; the roots are made from the same ones.</summary>
public sealed record AptSettings(string Mirror, string SecurityMirror)
{
    public const string Release = "trixie";

    /// <summary>Proxy and other transport settings of the machine's apt, as lines for apt.conf.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The one-line sources of a root.</summary>
    public ImmutableArray<string> Sources { get; } =
    [
        $"deb {Mirror} {Release} main non-free-firmware",
        $"deb {Mirror} {Release}-updates main non-free-firmware",
        $"deb {SecurityMirror} {Release}-security main non-free-firmware",
    ];

    /// <summary>What apt is told about every root, wherever it runs.</summary>
    public string ToAptConf() => string.Concat(Options.Select(static option => option + "\n")) + "APT::Install-Recommends \"false\";\n";
}
