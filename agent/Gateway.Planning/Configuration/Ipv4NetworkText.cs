using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>IPv4 networks as text: <c>198.51.100.0/24</c>, or an address alone.</summary>
internal static class Ipv4NetworkText
{
    public static Parsed<string> Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (!Ipv4Text.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv4 network", "write an address, or a network with its prefix length: \"198.51.100.0/24\"");
        }

        if (slash < 0)
        {
            return Parsed.Good(text);
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 32 || text[slash + 1] == '0')
        {
            return Parsed.Bad<string>($"the prefix length {Quoted.Text(text[(slash + 1)..])} is not a number from 1 to 32", "leave the key out for everybody");
        }

        var network = address & (uint.MaxValue << (32 - length));
        return network == address
            ? Parsed.Good(length == 32 ? Ipv4Text.Format(address) : text)
            : Parsed.Bad<string>($"{text} names a machine in a network", $"write \"{Ipv4Text.Format(network)}/{length}\" for the network, or \"{Ipv4Text.Format(address)}\" for the machine");
    }

    /// <summary>For texts that were checked when they were read: true when one network lies in the other.</summary>
    public static bool Overlap(string one, string other)
    {
        var (first, second) = (Bounds(one), Bounds(other));
        return first.First <= second.Last && second.First <= first.Last;
    }

    /// <summary>Without those that lie in another, since the elements of a set may not overlap.</summary>
    public static IEnumerable<string> Outermost(IReadOnlyCollection<string> networks) =>
        networks.Where(network => !networks.Any(other => other != network && IsIn(network, other)));

    /// <summary>True: every address of it is one of the other.</summary>
    public static bool IsIn(string inner, string outer) =>
        Bounds(outer) is var around && Bounds(inner) is var within && around.First <= within.First && within.Last <= around.Last;

    /// <summary>The first and the last address of a text that was checked when it was read.</summary>
    public static (uint First, uint Last) Bounds(string text)
    {
        var parts = text.Split('/');
        var first = Ipv4Text.From(parts[0]);
        var length = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 32;
        return (first, length == 32 ? first : first | (uint.MaxValue >> length));
    }
}
