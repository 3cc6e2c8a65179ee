namespace Gateway.Planning.Toml;

/// <summary>Bytes of a file -&gt; a TOML 1.0 tree with the place of every key and value, or all syntax errors. Total: no input makes it throw.</summary>
public sealed class TomlReader
{
    private readonly TomlErrors errors;
    private readonly TomlCursor cursor;
    private readonly TomlKeyReader keys;
    private readonly TomlValueReader values;
    private readonly TomlTableBuilder tables;
    private readonly TomlTable root = new(TomlSpan.WholeFile, TomlTableOrigin.Header);

    private int statementLine;

    /// <summary>The statement's error lies inside brackets, so that the next lines may belong to it.</summary>
    private bool inBrackets;
    private bool keysAreMissing;

    private TomlReader(string text, TomlErrors errors)
    {
        this.errors = errors;
        cursor = new TomlCursor(text);
        var strings = new TomlStringReader(cursor, errors);
        keys = new TomlKeyReader(cursor, errors, strings);
        values = new TomlValueReader(cursor, errors, strings, keys);
        tables = new TomlTableBuilder(root, errors);
    }

    public static TomlDocument Read(ReadOnlySpan<byte> bytes)
    {
        var errors = new TomlErrors();
        var reader = new TomlReader(TomlText.Decode(bytes, errors) ?? "", errors);
        reader.ReadStatements();
        return new TomlDocument(reader.root, errors.Sorted, reader.keysAreMissing);
    }

    /// <summary>The lines of a file as an editor shows them, for excerpts; empty when it is not UTF-8 as a whole.</summary>
    public static string[] Lines(ReadOnlySpan<byte> bytes) => TomlText.Lines(bytes);

    private void ReadStatements()
    {
        while (!cursor.IsAtEnd && !errors.IsFull)
        {
            cursor.SkipBlanks();
            statementLine = cursor.Position.Line;
            inBrackets = false;
            if (!ReadStatement() || !ExpectLineEnd())
            {
                SkipToNextStatement();
            }
            else if (!cursor.IsAtEnd)
            {
                cursor.SkipNewline();
            }
        }
    }

    private bool ReadStatement() => cursor.Current switch
    {
        _ when cursor.IsAtEnd || cursor.IsAtNewline => true,
        '#' => true,
        '[' => NoteMissingKeys(ReadHeader() && !tables.IsIgnoring),
        _ => ReadSetting(),
    };

    private bool ReadHeader()
    {
        var start = cursor.Position;
        var isArrayItem = cursor.Peek(1) == '[';
        var end = isArrayItem ? "]]" : "]";
        cursor.Advance(end.Length);
        tables.Ignore();
        if (keys.Read() is not { } key)
        {
            return false;
        }

        if (!cursor.StartsWith(end))
        {
            errors.Add(cursor.SpanHere(), $"a table's header ends with {end}, but {cursor.Describe()} was found");
            return false;
        }

        cursor.Advance(end.Length);
        var header = cursor.SpanFrom(start);
        if (isArrayItem)
        {
            tables.OpenArrayItem(key, header);
        }
        else
        {
            tables.OpenTable(key, header);
        }

        return true;
    }

    private bool ReadSetting()
    {
        if (keys.Read() is not { } key)
        {
            return NoteMissingKeys(false);
        }

        var start = cursor.Position;
        var value = values.ReadSetting(key, tables.Depth + key.Count - 1);
        inBrackets = value is null && values.StoppedInBrackets;
        tables.Set(key, value ?? new TomlInvalid(cursor.SpanFrom(start)));
        return NoteMissingKeys(value is not null || cursor.Position.Line == statementLine) && value is not null;
    }

    private bool NoteMissingKeys(bool good)
    {
        keysAreMissing |= !good;
        return good;
    }

    private bool ExpectLineEnd()
    {
        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            values.SkipComment();
        }

        if (cursor.IsAtEnd || cursor.IsAtNewline)
        {
            return true;
        }

        var hint = cursor.Current == '\r'
            ? "the file has line ends of an old Macintosh; save it with line ends of Unix or Windows"
            : "one setting or header stands in a line; a comment begins with #";
        errors.Add(cursor.SpanHere(), $"the line should end here, but {cursor.Describe()} was found", hint);
        return false;
    }

    /// <summary>After an error: to the next line, or behind a broken list to the line where a setting or header begins again.</summary>
    private void SkipToNextStatement()
    {
        if (inBrackets && cursor.Position.Line > statementLine && TomlResumption.IsStatement(cursor.LineFrom(cursor.LineStart)))
        {
            cursor.ReturnToLineStart();
            return;
        }

        do
        {
            cursor.SkipToLineEnd();
            cursor.SkipNewline();
        }
        while (inBrackets && !cursor.IsAtEnd && !TomlResumption.IsStatement(cursor.LineFrom(cursor.Position)));
    }
}
