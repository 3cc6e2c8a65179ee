using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><c>443</c> or <c>8000-8010</c> -&gt; <see cref="PortRange"/>.</summary>
internal static class PortRangeText
{
    public static Parsed<PortRange> Parse(string text)
    {
        var ends = text.Split('-');
        if (ends.Length > 2 || !TryPort(ends[0], out var first) || !TryPort(ends[^1], out var last))
        {
            return Parsed.Bad<PortRange>($"{Quoted.Text(text)} is not a port or a range of them", "ports are from 1 to 65535: write 443, or \"8000-8010\"");
        }

        return first > last
            ? Parsed.Bad<PortRange>($"the first port {first} comes after the last, {last}", $"write \"{last}-{first}\"")
            : Parsed.Good(new PortRange(first, last));
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
