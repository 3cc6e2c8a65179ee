using System.Text.RegularExpressions;

namespace Gateway.Lab.Run;

/// <summary>A line of the serial console as it is shown below others. Pure.</summary>
public static partial class ConsoleLine
{
    /// <summary>Without what steers a terminal; null for lines that only programs read or that held nothing else.</summary>
    public static string? ToShown(string line)
    {
        if (line.Contains("GATEWAY-STATUS ", StringComparison.Ordinal))
        {
            return null;
        }

        var text = Steering().Replace(line, "").TrimEnd();
        return text.Length == 0 && line.TrimEnd().Length > 0 ? null : text;
    }

    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-B]|\x1b.|[\x00-\x08\x0b-\x1f\x7f]")]
    private static partial Regex Steering();
}
