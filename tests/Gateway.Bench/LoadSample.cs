using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gateway.Bench;

/// <summary>What a device carried.</summary>
/// <param name="OneFlow">Mbit/s of one TCP connection from the Internet to a computer inside.</param>
/// <param name="EightFlows">Mbit/s of eight at once.</param>
/// <param name="Leases">DHCP leases a second.</param>
/// <param name="Answers">DNS answers out of the cache a second.</param>
public sealed partial record LoadSample(double OneFlow, double EightFlows, double Leases, double Answers)
{
    /// <summary>Mbit/s received, out of what <c>iperf3 --json</c> prints.</summary>
    public static double ParseThroughput(string text)
    {
        try
        {
            return JsonNode.Parse(text)!["end"]!["sum_received"]!["bits_per_second"]!.GetValue<double>() / 1e6;
        }
        catch (Exception error) when (error is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new FormatException($"reading the throughput: iperf3 wrote\n{text}", error);
        }
    }

    /// <summary>Whole exchanges a second, out of what perfdhcp prints.</summary>
    public static double ParseLeases(string text) => Number(LeaseLine(), "leases a second", text);

    /// <summary>Answers a second, out of what dnsperf prints.</summary>
    public static double ParseAnswers(string text) => Number(AnswerLine(), "answers a second", text);

    private static double Number(Regex line, string what, string text) =>
        line.Match(text) is { Success: true } match
            ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
            : throw new FormatException($"reading the {what}: there is no such line in\n{text}");

    [GeneratedRegex(@"^Rate: (?<number>\d+(\.\d+)?) 4-way exchanges/second", RegexOptions.Multiline)]
    private static partial Regex LeaseLine();

    [GeneratedRegex(@"^\s*Queries per second:\s+(?<number>\d+(\.\d+)?)", RegexOptions.Multiline)]
    private static partial Regex AnswerLine();
}
