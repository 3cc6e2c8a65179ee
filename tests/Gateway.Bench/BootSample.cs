using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Bench;

/// <summary>What one boot showed.</summary>
/// <param name="Ready">Seconds from the kernel's start to the ready mark, by the device's own clock.</param>
/// <param name="Lease">Seconds from power-on to the first lease inside, as the wire saw it.</param>
/// <param name="Settled">Seconds from the kernel's start until the processors had little left to do.</param>
/// <param name="Memory">MiB in use at READY.</param>
/// <param name="Load">What it carried afterwards.</param>
/// <param name="Units">What systemd says about the boot.</param>
public sealed partial record BootSample(double Ready, double Lease, double Settled, double Memory, LoadSample Load, string Units)
{
    /// <summary>What the device says it is; null: it says nothing.</summary>
    public string? Release { get; init; }

    /// <summary>For who watches.</summary>
    public string ToLine() =>
        $"ready after {Ready:0.0} s, lease after {Lease:0.0} s, settled after {Settled:0.0} s, {Memory:0} MiB, {Load.OneFlow:0} and {Load.EightFlows:0} Mbit/s, {Load.Leases:0} leases/s, {Load.Answers:0} answers/s";

    /// <summary>Seconds out of a line GATEWAY-READY or ROUTER-READY; null when the line is another.</summary>
    public static double? ParseReady(string line) =>
        ReadyLine().Match(line) is { Success: true } match ? double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>MiB in use, out of what <c>free -m</c> prints.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static double ParseMemory(string text) =>
        MemoryLine().Match(text) is { Success: true } match
            ? double.Parse(match.Groups["used"].Value, CultureInfo.InvariantCulture)
            : throw new FormatException($"reading the memory in use: there is no line 'Mem:' in\n{text}");

    [GeneratedRegex(@"(GATEWAY|ROUTER)-READY t=(?<seconds>\d+(\.\d+)?)")]
    private static partial Regex ReadyLine();

    [GeneratedRegex(@"^Mem:\s+\d+\s+(?<used>\d+)\s", RegexOptions.Multiline)]
    private static partial Regex MemoryLine();
}
