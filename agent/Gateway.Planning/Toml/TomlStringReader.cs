using System.Globalization;
using System.Text;

namespace Gateway.Planning.Toml;

/// <summary>Reads the four kinds of TOML strings.</summary>
internal sealed class TomlStringReader(TomlCursor cursor, TomlErrors errors)
{
    /// <summary>The string at the cursor, which stands on its quote; null after an error.</summary>
    public string? Read(bool mayBeMultiline)
    {
        var quote = cursor.Current;
        if (mayBeMultiline && cursor.Peek(1) == quote && cursor.Peek(2) == quote)
        {
            return ReadMultiline(quote);
        }

        return ReadSingleLine(quote);
    }

    private string? ReadSingleLine(char quote)
    {
        var start = cursor.Position;
        var text = new StringBuilder();
        var good = true;
        cursor.Advance();
        while (cursor.Current != quote)
        {
            if (cursor.IsAtEnd || cursor.IsAtNewline)
            {
                return ReportUnclosed(start, quote);
            }

            good &= ReadCharacter(text, quote == '"', multiline: false);
        }

        cursor.Advance();
        return good ? text.ToString() : null;
    }

    private string? ReadMultiline(char quote)
    {
        var start = cursor.Position;
        var text = new StringBuilder();
        var good = true;
        cursor.Advance(3);
        if (cursor.IsAtNewline)
        {
            cursor.SkipNewline();
        }

        while (!TryClose(quote, text))
        {
            if (cursor.IsAtEnd)
            {
                var fence = new string(quote, 3);
                errors.Add(
                    new TomlSpan(start.Line, start.Column, 3),
                    $"the text that begins here with {fence} is never closed",
                    $"end it with {fence}");
                return null;
            }

            good &= ReadCharacter(text, quote == '"', multiline: true);
        }

        return good ? text.ToString() : null;
    }

    /// <summary>Three quotes close; one or two more before them belong to the text.</summary>
    private bool TryClose(char quote, StringBuilder text)
    {
        var quotes = 0;
        while (quotes < 5 && cursor.Peek(quotes) == quote)
        {
            quotes++;
        }

        cursor.Advance(quotes);
        text.Append(quote, quotes < 3 ? quotes : quotes - 3);
        return quotes >= 3;
    }

    /// <summary>False after an error; the cursor has moved on all the same, so that the text's end is found.</summary>
    private bool ReadCharacter(StringBuilder text, bool escapes, bool multiline)
    {
        if (escapes && cursor.Current == '\\')
        {
            return ReadEscape(text, multiline);
        }

        if (multiline && cursor.IsAtNewline)
        {
            text.Append('\n');
            cursor.SkipNewline();
            return true;
        }

        if (TomlCharacters.IsControl(cursor.Current))
        {
            errors.Add(cursor.SpanHere(), $"a text must not contain {cursor.Describe()}", "delete it, or write it as an escape such as \\u0000 between double quotes");
            cursor.Advance();
            return false;
        }

        var start = cursor.Position;
        cursor.Advance();
        text.Append(cursor.TextFrom(start));
        return true;
    }

    private bool ReadEscape(StringBuilder text, bool multiline)
    {
        var start = cursor.Position;
        var letter = cursor.Peek(1);
        if (multiline && IsLineContinuation())
        {
            SkipLineContinuation();
            return true;
        }

        if (letter is 'u' or 'U')
        {
            return ReadUnicodeEscape(text, start, letter == 'u' ? 4 : 8);
        }

        var index = "btnfr\"\\".IndexOf(letter);
        if (index < 0)
        {
            cursor.Advance();
            var found = cursor.Describe();
            errors.Add(
                new TomlSpan(start.Line, start.Column, 2),
                $"a backslash followed by {found} is not an escape",
                "write \\\\ for a backslash, or put the text between single quotes '…', where nothing is escaped");
            return false;
        }

        text.Append("\b\t\n\f\r\"\\"[index]);
        cursor.Advance(2);
        return true;
    }

    /// <summary>A backslash as the last thing of a line takes out the line end and all white space after it.</summary>
    private bool IsLineContinuation()
    {
        var ahead = 1;
        while (cursor.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        return cursor.Peek(ahead) == '\n' || (cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n');
    }

    private void SkipLineContinuation()
    {
        cursor.Advance();
        while (cursor.Current is ' ' or '\t' || cursor.IsAtNewline)
        {
            cursor.Advance();
        }
    }

    private bool ReadUnicodeEscape(StringBuilder text, TomlPosition start, int digits)
    {
        cursor.Advance(2);
        var digitsStart = cursor.Position;
        while (cursor.Position.Index - digitsStart.Index < digits && char.IsAsciiHexDigit(cursor.Current))
        {
            cursor.Advance();
        }

        var hex = cursor.TextFrom(digitsStart);
        if (hex.Length == digits
            && uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && Rune.IsValid(value))
        {
            text.Append(new Rune(value).ToString());
            return true;
        }

        var reason = hex.Length < digits ? $"needs {digits} hexadecimal digits" : "is not a Unicode character";
        errors.Add(cursor.SpanFrom(start), $"the escape {cursor.TextFrom(start)} {reason}");
        return false;
    }

    private string? ReportUnclosed(TomlPosition start, char quote)
    {
        var line = cursor.LineFrom(start);
        var smart = line.IndexOfAny(TomlCharacters.SmartQuotes);
        if (smart >= 0)
        {
            errors.Add(cursor.SpanFrom(start), "the text is never closed: " + TomlCharacters.SmartQuoteMessage(line[smart]), TomlCharacters.SmartQuoteHint);
        }
        else
        {
            errors.Add(cursor.SpanFrom(start), $"the text that begins here with {quote} is not closed in this line", $"end it with {quote}");
        }

        return null;
    }
}
