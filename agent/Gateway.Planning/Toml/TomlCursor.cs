namespace Gateway.Planning.Toml;

/// <summary>A position in a text.</summary>
/// <param name="Index">In UTF-16 units.</param>
/// <param name="Ordinal">In characters from the start of the text.</param>
internal readonly record struct TomlPosition(int Index, int Line, int Column, int Ordinal);

/// <summary>Walks over a text, one character after the other, and knows where it is.</summary>
internal sealed class TomlCursor(string text)
{
    public const char End = '\uFFFF';

    public TomlPosition Position { get; private set; } = new(0, 1, 1, 0);

    /// <summary>The first position of the line the cursor is in.</summary>
    public TomlPosition LineStart { get; private set; } = new(0, 1, 1, 0);

    public bool IsAtEnd => Position.Index >= text.Length;

    /// <summary>The UTF-16 unit here, or <see cref="End"/>, which as U+FFFF never stands for itself: ask <see cref="IsAtEnd"/> where it matters.</summary>
    public char Current => Peek(0);

    public bool IsAtNewline => Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    /// <summary>True when only blanks stand before the cursor in its line.</summary>
    public bool IsFirstInLine => text.AsSpan(LineStart.Index, Position.Index - LineStart.Index).Trim(" \t").IsEmpty;

    public char Peek(int ahead) => Position.Index + ahead < text.Length ? text[Position.Index + ahead] : End;

    public bool StartsWith(string what) =>
        string.CompareOrdinal(text, Position.Index, what, 0, what.Length) == 0;

    public void Advance(int characters = 1)
    {
        for (; characters > 0 && !IsAtEnd; characters--)
        {
            AdvanceOne();
        }
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            AdvanceOne();
        }
    }

    /// <summary>Over LF or CRLF.</summary>
    public void SkipNewline() => Advance(Current == '\r' ? 2 : 1);

    /// <summary>To the line's end, before its LF or CRLF.</summary>
    public void SkipToLineEnd()
    {
        while (!IsAtEnd && !IsAtNewline)
        {
            AdvanceOne();
        }
    }

    public void ReturnToLineStart() => Position = LineStart;

    public TomlSpan SpanFrom(TomlPosition start) =>
        new(start.Line, start.Column, Math.Max(1, Position.Ordinal - start.Ordinal));

    public TomlSpan SpanHere() => new(Position.Line, Position.Column, 1);

    public string TextFrom(TomlPosition start) => text[start.Index..Position.Index];

    /// <summary>The rest of the line from a position, without its line end.</summary>
    public ReadOnlySpan<char> LineFrom(TomlPosition start)
    {
        var rest = text.AsSpan(start.Index);
        var end = rest.IndexOf('\n');
        return (end < 0 ? rest : rest[..end]).TrimEnd('\r');
    }

    /// <summary>The character here in words, for errors.</summary>
    public string Describe() => IsAtEnd ? "the end of the file" : TomlCharacters.Describe(text, Position.Index);

    private void AdvanceOne()
    {
        var wide = char.IsHighSurrogate(Current) && char.IsLowSurrogate(Peek(1));
        var isLineFeed = Current == '\n';
        var next = Position.Index + (wide ? 2 : 1);
        Position = isLineFeed
            ? new TomlPosition(next, Position.Line + 1, 1, Position.Ordinal + 1)
            : new TomlPosition(next, Position.Line, Position.Column + 1, Position.Ordinal + 1);
        if (isLineFeed)
        {
            LineStart = Position;
        }
    }
}
