namespace Gateway.Planning.Toml;

/// <summary>Guesses whether a line begins a setting or a table, to go on there behind a list that was not closed.</summary>
internal static class TomlResumption
{
    public static bool IsStatement(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" \t");
        return IsHeader(text) || IsSetting(text);
    }

    /// <summary><c>[name]</c> or <c>[[name]]</c>, which as a part of a list would hold quotes, digits or commas.</summary>
    private static bool IsHeader(ReadOnlySpan<char> text)
    {
        var name = text.TrimStart('[');
        var end = name.IndexOf(']');
        return name.Length < text.Length && end > 0 && char.IsAsciiLetter(name[0]) && AreKeyCharacters(name[..end])
            && name[end..].TrimStart(']').TrimStart(" \t") is [] or ['#', ..];
    }

    private static bool IsSetting(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('=');
        return end > 0 && AreKeyCharacters(text[..end]);
    }

    private static bool AreKeyCharacters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!TomlCharacters.IsBareKey(c) && c is not ('.' or ' ' or '\t'))
            {
                return false;
            }
        }

        return true;
    }
}
