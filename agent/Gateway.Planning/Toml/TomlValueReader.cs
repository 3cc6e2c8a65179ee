namespace Gateway.Planning.Toml;

/// <summary>Reads values; lists and inline tables with what is in them.</summary>
internal sealed class TomlValueReader(TomlCursor cursor, TomlErrors errors, TomlStringReader strings, TomlKeyReader keys)
{
    private int depth;

    /// <summary>True when the last error lies inside brackets that were not closed, so that the next lines may belong to them.</summary>
    public bool StoppedInBrackets { get; private set; }

    /// <summary>The <c>= value</c> at the cursor; null after an error.</summary>
    /// <param name="outerDepth">How deep the table stands that the value goes to.</param>
    public TomlValue? ReadSetting(List<TomlKey> key, int outerDepth)
    {
        depth = outerDepth;
        StoppedInBrackets = false;
        return ExpectEquals(key) ? ReadAny() : null;
    }

    private TomlValue? ReadAny() => cursor.Current switch
    {
        '"' or '\'' => ReadString(),
        '[' => Nested(ReadArray),
        '{' => Nested(ReadInlineTable),
        _ => ReadWord(),
    };

    private TomlString? ReadString()
    {
        var start = cursor.Position;
        return strings.Read(mayBeMultiline: true) is { } text ? new TomlString(cursor.SpanFrom(start), text) : null;
    }

    private TomlValue? Nested(Func<TomlValue?> read)
    {
        if (depth >= TomlLimits.Depth)
        {
            errors.Add(cursor.SpanHere(), $"lists and tables stand in each other deeper than {TomlLimits.Depth} times");
            StoppedInBrackets = true;
            return null;
        }

        depth++;
        var value = read();
        StoppedInBrackets |= value is null;
        depth--;
        return value;
    }

    private TomlArray? ReadArray()
    {
        var start = cursor.Position;
        var items = new List<TomlValue>();
        cursor.Advance();
        while (true)
        {
            SkipBlanksLinesAndComments();
            if (cursor.Current == ']')
            {
                cursor.Advance();
                return ArrayOf(items, cursor.SpanFrom(start));
            }

            if (cursor.IsAtEnd)
            {
                return ReportUnclosed<TomlArray>(start, ']', "list");
            }

            if (cursor.Position.Line > start.Line && cursor.IsFirstInLine && TomlResumption.IsStatement(cursor.LineFrom(cursor.Position)))
            {
                errors.Add(
                    cursor.SpanHere(),
                    $"the list that begins in line {start.Line} is not closed before this line",
                    "end it with ]");
                return null;
            }

            if (ReadAny() is not { } item)
            {
                return null;
            }

            items.Add(item);
            SkipBlanksLinesAndComments();
            if (cursor.Current == ',')
            {
                cursor.Advance();
            }
            else if (cursor.IsAtEnd)
            {
                return ReportUnclosed<TomlArray>(start, ']', "list");
            }
            else if (cursor.Current != ']')
            {
                errors.Add(
                    cursor.SpanHere(),
                    $"the list that begins in line {start.Line} goes on with {cursor.Describe()}",
                    "a comma stands between two values of a list, and ] ends it");
                return null;
            }
        }
    }

    private static TomlArray ArrayOf(List<TomlValue> items, TomlSpan span)
    {
        var array = new TomlArray(span, ofTables: false);
        foreach (var item in items)
        {
            array.Add(item);
        }

        return array;
    }

    private TomlTable? ReadInlineTable()
    {
        var start = cursor.Position;
        var entries = new List<(List<TomlKey> Key, TomlValue Value)>();
        cursor.Advance();
        cursor.SkipBlanks();
        while (cursor.Current != '}' || entries.Count > 0)
        {
            if (ReadInlineEntry(start) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            cursor.SkipBlanks();
            if (cursor.Current == '}')
            {
                break;
            }

            if (cursor.Current != ',')
            {
                return ReportInTable(start, $"goes on with {cursor.Describe()}");
            }

            cursor.Advance();
            cursor.SkipBlanks();
        }

        cursor.Advance();
        return TableOf(entries, cursor.SpanFrom(start));
    }

    private (List<TomlKey> Key, TomlValue Value)? ReadInlineEntry(TomlPosition start)
    {
        if (cursor.IsAtNewline || cursor.IsAtEnd || cursor.Current is '}' or '#')
        {
            ReportInTable(start, $"is interrupted by {cursor.Describe()}");
            return null;
        }

        if (keys.Read() is not { } key || !ExpectEquals(key))
        {
            return null;
        }

        var outer = depth;
        depth += key.Count - 1;
        var value = ReadAny();
        depth = outer;
        return value is null ? null : (key, value);
    }

    private TomlTable? TableOf(List<(List<TomlKey> Key, TomlValue Value)> entries, TomlSpan span)
    {
        var table = new TomlTable(span, TomlTableOrigin.Header);
        var builder = new TomlTableBuilder(table, errors);
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value);
        }

        TomlTableBuilder.Close(table);
        return table;
    }

    /// <summary>Over <c>=</c> and blanks to the first character of a value.</summary>
    private bool ExpectEquals(List<TomlKey> key)
    {
        if (cursor.Current != '=')
        {
            errors.Add(
                cursor.SpanHere(),
                $"after the key {Quoted.Text(key[^1].Name)} comes =, but {cursor.Describe()} was found",
                "a setting is written: key = value");
            return false;
        }

        cursor.Advance();
        cursor.SkipBlanks();
        if (cursor.IsAtEnd || cursor.IsAtNewline || cursor.Current == '#')
        {
            errors.Add(cursor.SpanHere(), $"the key {Quoted.Text(key[^1].Name)} has no value", "write a value after =, or put # before the line");
            return false;
        }

        return true;
    }

    private TomlTable? ReportInTable(TomlPosition start, string what)
    {
        errors.Add(
            cursor.SpanHere(),
            $"the table that begins with {{ in line {start.Line} {what}",
            "such a table stands in one line: { key = value, key = value }, without a comma after the last");
        return null;
    }

    private T? ReportUnclosed<T>(TomlPosition start, char end, string what)
        where T : TomlValue
    {
        errors.Add(new TomlSpan(start.Line, start.Column, 1), $"the {what} that begins here is never closed", $"end it with {end}");
        return null;
    }

    private void SkipBlanksLinesAndComments()
    {
        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.Current == '#')
            {
                SkipComment();
            }
            else if (cursor.IsAtNewline)
            {
                cursor.SkipNewline();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>To the end of the line; the cursor stands on #.</summary>
    public void SkipComment()
    {
        while (!cursor.IsAtEnd && !cursor.IsAtNewline)
        {
            if (TomlCharacters.IsControl(cursor.Current))
            {
                errors.Add(cursor.SpanHere(), $"a comment must not contain {cursor.Describe()}", "delete it");
            }

            cursor.Advance();
        }
    }

    private TomlValue? ReadWord()
    {
        var start = cursor.Position;
        AdvanceOverWord();
        if (TomlDateTimeReader.IsDate(cursor.TextFrom(start)) && cursor.Current == ' ' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.Advance();
            AdvanceOverWord();
        }

        var word = cursor.TextFrom(start);
        var span = cursor.SpanFrom(start);
        if (word.Length == 0)
        {
            errors.Add(span, $"a value was expected here, but {cursor.Describe()} was found");
            return null;
        }

        return word switch
        {
            "true" => new TomlBoolean(span, true),
            "false" => new TomlBoolean(span, false),
            _ => ReadNumberOrDate(word, span),
        };
    }

    private TomlValue? ReadNumberOrDate(string word, TomlSpan span)
    {
        string reason;
        TomlValue? value = TomlDateTimeReader.LooksLike(word)
            ? TomlDateTimeReader.Read(word, span, out reason)
            : TomlNumberReader.Read(word, span, out reason);
        if (value is null)
        {
            ReportWord(word, span, reason);
        }

        return value;
    }

    private void ReportWord(string word, TomlSpan span, string reason)
    {
        var smart = word.AsSpan().IndexOfAny(TomlCharacters.SmartQuotes);
        if (smart >= 0)
        {
            errors.Add(span, TomlCharacters.SmartQuoteMessage(word[smart]), TomlCharacters.SmartQuoteHint);
            return;
        }

        if (word.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off")
        {
            errors.Add(span, $"{Quoted.Text(word)} is not a value", "write true or false, in lower case and without quotes");
            return;
        }

        var looksLikeNumber = word.All(c => char.IsAsciiHexDigit(c) || c is '+' or '-' or '.' or '_' or 'x' or 'o' or ':' or 'T' or 'Z');
        var isNumber = looksLikeNumber && word.Any(char.IsAsciiDigit);
        errors.Add(
            span,
            isNumber ? $"{Quoted.Text(word)} is not a value: {reason}" : $"{Quoted.Text(word)} is not a value: a text stands between quotes",
            $"if a text is meant, write \"{Quoted.Escape(word)}\"");
    }

    private void AdvanceOverWord()
    {
        while (!cursor.IsAtEnd && !TomlCharacters.IsControl(cursor.Current)
            && cursor.Current is not (' ' or '\t' or ',' or '[' or ']' or '{' or '}' or '#' or '=' or '"' or '\''))
        {
            cursor.Advance();
        }
    }
}
