using System.Globalization;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>What ping said at its end.</summary>
internal static class Pings
{
    /// <summary>How many were not answered; the last one may still have been on its way.</summary>
    public static int Lost(CommandResult result)
    {
        var words = result.Output.Split('\n').Single(static line => line.Contains("packets transmitted", StringComparison.Ordinal)).Split(' ');
        return int.Parse(words[0], CultureInfo.InvariantCulture) - int.Parse(words[3], CultureInfo.InvariantCulture);
    }
}
