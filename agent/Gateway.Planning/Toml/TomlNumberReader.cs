using System.Globalization;

namespace Gateway.Planning.Toml;

/// <summary>Words such as <c>-1_000</c>, <c>0xFF</c>, <c>6.5e-3</c>, <c>inf</c> -&gt; numbers.</summary>
internal static class TomlNumberReader
{
    private const string TooBig = "whole numbers reach from -9223372036854775808 to 9223372036854775807";

    /// <summary>The number, or null with the reason.</summary>
    public static TomlValue? Read(string word, TomlSpan span, out string reason)
    {
        reason = "";
        var unsigned = word.TrimStart('+', '-');
        if (word.Length - unsigned.Length > 1)
        {
            reason = "a number has one sign at most";
            return null;
        }

        if (unsigned is "inf" or "nan")
        {
            return new TomlFloat(span, Special(word, unsigned));
        }

        if (unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiLetter(unsigned[1]) && unsigned[1] is not ('e' or 'E'))
        {
            return ReadPrefixed(word, span, out reason);
        }

        return unsigned.AsSpan().IndexOfAny(".eE") >= 0
            ? ReadFloat(word, unsigned, span, out reason)
            : ReadDecimal(word, unsigned, span, out reason);
    }

    private static double Special(string word, string unsigned) => unsigned switch
    {
        "nan" => double.NaN,
        _ when word[0] == '-' => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    };

    private static TomlInteger? ReadPrefixed(string word, TomlSpan span, out string reason)
    {
        var (numberBase, bits) = word.Length < 2 ? (0, 0) : word[1] switch { 'x' => (16, 4), 'o' => (8, 3), 'b' => (2, 1), _ => (0, 0) };
        if (word[0] is '+' or '-' || numberBase == 0)
        {
            reason = "only the prefixes 0x, 0o and 0b exist, in lower case and without a sign";
            return null;
        }

        reason = $"after {word[..2]} must come digits of base {numberBase}, with single underscores between them at most";
        var digits = word[2..];
        if (!AreDigits(digits, c => char.IsAsciiHexDigit(c) && DigitValue(c) < numberBase))
        {
            return null;
        }

        ulong value = 0;
        foreach (var digit in digits.Where(c => c != '_'))
        {
            if (value >> (63 - bits) != 0)
            {
                reason = TooBig;
                return null;
            }

            value = (value << bits) | (uint)DigitValue(digit);
        }

        return new TomlInteger(span, (long)value);
    }

    private static int DigitValue(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private static TomlInteger? ReadDecimal(string word, string unsigned, TomlSpan span, out string reason)
    {
        if (!IsWhole(unsigned, out reason))
        {
            return null;
        }

        if (long.TryParse(word.Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new TomlInteger(span, value);
        }

        reason = TooBig;
        return null;
    }

    private static TomlFloat? ReadFloat(string word, string unsigned, TomlSpan span, out string reason)
    {
        var mantissa = unsigned;
        var exponentAt = unsigned.AsSpan().IndexOfAny('e', 'E');
        if (exponentAt >= 0)
        {
            mantissa = unsigned[..exponentAt];
            var exponent = unsigned[(exponentAt + 1)..];
            if (!AreDigits(exponent.Length > 0 && exponent[0] is '+' or '-' ? exponent[1..] : exponent, char.IsAsciiDigit))
            {
                reason = "after e must come a whole number";
                return null;
            }
        }

        var pointAt = mantissa.IndexOf('.');
        if (pointAt >= 0 && !AreDigits(mantissa[(pointAt + 1)..], char.IsAsciiDigit))
        {
            reason = "a point stands between digits, and once";
            return null;
        }

        if (!IsWhole(pointAt >= 0 ? mantissa[..pointAt] : mantissa, out reason))
        {
            return null;
        }

        return new TomlFloat(span, double.Parse(word.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static bool IsWhole(string digits, out string reason)
    {
        reason = digits.Length > 1 && digits[0] == '0'
            ? "a number must not begin with 0"
            : "a number has digits, with single underscores between them at most";
        return AreDigits(digits, char.IsAsciiDigit) && (digits.Length == 1 || digits[0] != '0');
    }

    /// <summary>At least one digit; underscores only between two digits.</summary>
    private static bool AreDigits(string text, Func<char, bool> isDigit)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isSeparator = text[i] == '_' && i > 0 && text[i - 1] != '_' && i < text.Length - 1;
            if (!isSeparator && !isDigit(text[i]))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
