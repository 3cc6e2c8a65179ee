namespace Gateway.Planning.Host;

/// <summary>The device's unique local prefix (RFC 4193 section 3.2).</summary>
public static class Ula
{
    /// <summary>Bytes of the random global id.</summary>
    public const int GlobalIdLength = 5;

    /// <summary>The /48 of a global id, such as <c>fd12:3456:789a::/48</c>.</summary>
    public static string PrefixOf(ReadOnlySpan<byte> globalId)
    {
        if (globalId.Length != GlobalIdLength)
            throw new ArgumentException($"a global id has {GlobalIdLength} bytes, not {globalId.Length}", nameof(globalId));
        var second = (globalId[1] << 8) | globalId[2];
        var third = (globalId[3] << 8) | globalId[4];
        return $"fd{globalId[0]:x2}:{second:x}:{third:x}::/48";
    }

    /// <summary>True for a text that <see cref="PrefixOf"/> could have made.</summary>
    public static bool IsPrefix(string text) =>
        text.StartsWith("fd", StringComparison.Ordinal)
        && text.EndsWith("::/48", StringComparison.Ordinal)
        && System.Net.IPAddress.TryParse(text[..^3], out _);
}
