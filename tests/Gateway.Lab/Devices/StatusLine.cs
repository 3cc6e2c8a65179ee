using System.Text.Json;
using Gateway.Planning.Status;

namespace Gateway.Lab.Devices;

/// <summary>The machine lines of the gateway.</summary>
public static class StatusLine
{
    private const string StatusMark = "GATEWAY-STATUS ";
    private const string ReadyMark = "GATEWAY-READY ";

    /// <summary>The status that a line carries; null when it carries none or the kernel wrote into it.</summary>
    public static StatusDocument? TryParse(string line)
    {
        var start = line.IndexOf(StatusMark, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        try
        {
            return StatusJson.ParseStatus(line[(start + StatusMark.Length)..].TrimEnd('\r'));
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    public static bool IsReady(string line) => line.Contains(ReadyMark, StringComparison.Ordinal);
}
