namespace Gateway.Planning.Toml;

/// <summary>Reads keys: <c>bare</c>, <c>"quoted"</c>, <c>dotted.key</c>.</summary>
internal sealed class TomlKeyReader(TomlCursor cursor, TomlErrors errors, TomlStringReader strings)
{
    /// <summary>The parts of the key at the cursor, which then stands after it and the blanks behind it; null after an error.</summary>
    public List<TomlKey>? Read()
    {
        var parts = new List<TomlKey>();
        while (true)
        {
            cursor.SkipBlanks();
            if (ReadPart() is not { } part)
            {
                return null;
            }

            parts.Add(part);
            cursor.SkipBlanks();
            if (cursor.Current != '.')
            {
                return parts;
            }

            if (parts.Count >= TomlLimits.Depth)
            {
                errors.Add(cursor.SpanHere(), $"a key has {TomlLimits.Depth} parts at most");
                return null;
            }

            cursor.Advance();
        }
    }

    private TomlKey? ReadPart()
    {
        var start = cursor.Position;
        if (cursor.Current is '"' or '\'')
        {
            return strings.Read(mayBeMultiline: false) is { } name ? new TomlKey(name, cursor.SpanFrom(start)) : null;
        }

        while (TomlCharacters.IsBareKey(cursor.Current))
        {
            cursor.Advance();
        }

        if (cursor.Position == start)
        {
            ReportNoKey();
            return null;
        }

        return new TomlKey(cursor.TextFrom(start), cursor.SpanFrom(start));
    }

    private void ReportNoKey()
    {
        if (TomlCharacters.IsSmartQuote(cursor.Current))
        {
            errors.Add(cursor.SpanHere(), TomlCharacters.SmartQuoteMessage(cursor.Current), TomlCharacters.SmartQuoteHint);
            return;
        }

        errors.Add(
            cursor.SpanHere(),
            $"a key was expected here, but {cursor.Describe()} was found",
            "a key is made of the letters a to z, digits, - and _; a comment begins with #");
    }
}
