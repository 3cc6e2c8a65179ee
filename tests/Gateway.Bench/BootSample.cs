using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Bench;

/// <summary>What one boot showed.</summary>
/// <param name="Release">The release that ran.</param>
/// <param name="Ready">Seconds from the kernel's start to GATEWAY-READY, by the gateway's own clock.</param>
/// <param name="Lease">Seconds from power-on to the first lease inside, as the wire saw it.</param>
/// <param name="Memory">MiB in use at READY.</param>
/// <param name="Units">What systemd says about the boot, of host and container.</param>
public sealed partial record BootSample(string Release, double Ready, double Lease, double Memory, string Units)
{
    /// <summary>Seconds out of a line GATEWAY-READY; null when the line is another.</summary>
    public static double? ParseReady(string line) =>
        ReadyLine().Match(line) is { Success: true } match ? double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>MiB in use, out of what <c>free -m</c> prints.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static double ParseMemory(string text) =>
        MemoryLine().Match(text) is { Success: true } match
            ? double.Parse(match.Groups["used"].Value, CultureInfo.InvariantCulture)
            : throw new FormatException($"reading the memory in use: there is no line 'Mem:' in\n{text}");

    [GeneratedRegex(@"GATEWAY-READY t=(?<seconds>\d+(\.\d+)?)")]
    private static partial Regex ReadyLine();

    [GeneratedRegex(@"^Mem:\s+\d+\s+(?<used>\d+)\s", RegexOptions.Multiline)]
    private static partial Regex MemoryLine();
}
