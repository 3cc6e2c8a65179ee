using System.Globalization;

namespace Gateway.Planning.Toml;

/// <summary>Words such as <c>1979-05-27T07:32:00.5-07:00</c> -&gt; dates and times (RFC 3339).</summary>
internal static class TomlDateTimeReader
{
    private const int DateLength = 10;
    private const int TimeLength = 8;

    /// <summary>True for words that can only be meant as a date or a time.</summary>
    public static bool LooksLike(string word) =>
        (word.Length > 4 && AreDigits(word, 0, 4) && word[4] == '-') || (word.Length > 2 && AreDigits(word, 0, 2) && word[2] == ':');

    /// <summary>A whole date after which a time may follow behind a space.</summary>
    public static bool IsDate(string word) => word.Length == DateLength && DateReason(word) is null;

    /// <summary>The date or time, or null with the reason.</summary>
    public static TomlDateTime? Read(string word, TomlSpan span, out string reason)
    {
        reason = "";
        if (word[2] == ':')
        {
            return Build(span, TomlDateTimeKind.LocalTime, word, TimeReason(word, out var end) ?? Rest(word, end), out reason);
        }

        var bad = DateReason(word);
        if (bad is not null || word.Length == DateLength)
        {
            return Build(span, TomlDateTimeKind.LocalDate, word, bad, out reason);
        }

        if (word[DateLength] is not ('T' or 't' or ' '))
        {
            return Build(span, TomlDateTimeKind.LocalDate, word, "between date and time stands T or one space", out reason);
        }

        var time = word[(DateLength + 1)..];
        bad = TimeReason(time, out var timeEnd);
        var offset = bad is null ? time[timeEnd..] : "";
        var kind = offset.Length == 0 ? TomlDateTimeKind.LocalDateTime : TomlDateTimeKind.OffsetDateTime;
        var normal = $"{word[..DateLength]}T{time}".ToUpperInvariant();
        return Build(span, kind, normal, bad ?? OffsetReason(offset), out reason);
    }

    private static TomlDateTime? Build(TomlSpan span, TomlDateTimeKind kind, string text, string? bad, out string reason)
    {
        reason = bad ?? "";
        return bad is null ? new TomlDateTime(span, kind, text) : null;
    }

    private static string? DateReason(string word)
    {
        if (word.Length < DateLength || !AreDigits(word, 0, 4) || word[4] != '-' || !AreDigits(word, 5, 2) || word[7] != '-' || !AreDigits(word, 8, 2))
        {
            return "a date is written YYYY-MM-DD";
        }

        int year = Number(word, 0, 4), month = Number(word, 5, 2), day = Number(word, 8, 2);
        if (month is < 1 or > 12)
        {
            return "the month is 01 to 12";
        }

        // Year 0 exists in RFC 3339 and was, by the calendar's rule, a leap year as 2000 was.
        var days = DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
        return day < 1 || day > days ? $"this month has the days 01 to {days}" : null;
    }

    private static string? TimeReason(string word, out int end)
    {
        end = TimeLength;
        if (word.Length < TimeLength || !AreDigits(word, 0, 2) || word[2] != ':' || !AreDigits(word, 3, 2) || word[5] != ':' || !AreDigits(word, 6, 2))
        {
            return "a time is written HH:MM:SS";
        }

        // A leap second is written as :60.
        if (Number(word, 0, 2) > 23 || Number(word, 3, 2) > 59 || Number(word, 6, 2) > 60)
        {
            return "a time is 00:00:00 to 23:59:59";
        }

        if (word.Length > end && word[end] == '.')
        {
            end++;
            while (end < word.Length && char.IsAsciiDigit(word[end]))
            {
                end++;
            }

            return end == TimeLength + 1 ? "after the point must come digits" : null;
        }

        return null;
    }

    private static string? OffsetReason(string offset)
    {
        if (offset is "" or "Z" or "z")
        {
            return null;
        }

        var isWellFormed = offset.Length == 6 && offset[0] is '+' or '-'
            && AreDigits(offset, 1, 2) && offset[3] == ':' && AreDigits(offset, 4, 2);
        return isWellFormed && Number(offset, 1, 2) <= 23 && Number(offset, 4, 2) <= 59
            ? null
            : "the offset from UTC is written Z or +HH:MM or -HH:MM";
    }

    private static string? Rest(string word, int end) => end < word.Length ? "a time of day is followed by nothing" : null;

    private static int Number(string word, int start, int length) =>
        int.Parse(word.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool AreDigits(string word, int start, int length)
    {
        for (var i = start; i < start + length; i++)
        {
            if (i >= word.Length || !char.IsAsciiDigit(word[i]))
            {
                return false;
            }
        }

        return true;
    }
}
