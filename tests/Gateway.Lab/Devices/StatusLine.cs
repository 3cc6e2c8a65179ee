using System.Text.Json;
using Gateway.Planning.Status;

namespace Gateway.Lab.Devices;

/// <summary>The machine lines of the gateway.</summary>
public static class StatusLine
{
    private const string StatusMark = "GATEWAY-STATUS ";
    private const string ReadyMark = "GATEWAY-READY ";

    /// <summary>The status that a line carries; null when it carries none or the kernel wrote into it.</summary>
    /// <exception cref="FormatException">The line is whole, but no status of this release.</exception>
    public static StatusDocument? TryParse(string line) => TryText(line) is { } text ? StatusJson.ParseStatus(text) : null;

    /// <summary>The same as the gateway wrote it, of whatever release it is.</summary>
    public static string? TryText(string line)
    {
        var start = line.IndexOf(StatusMark, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var text = line[(start + StatusMark.Length)..].TrimEnd('\r');
        return IsWhole(text) ? text : null;
    }

    private static bool IsWhole(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool IsReady(string line) => line.Contains(ReadyMark, StringComparison.Ordinal);
}
