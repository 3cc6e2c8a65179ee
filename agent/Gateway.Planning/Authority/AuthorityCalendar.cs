namespace Gateway.Planning.Authority;

/// <summary>The times that follow from no clock, and the marks by which one is told to be wrong.</summary>
/// <remarks>A box may start with a clock of 1970 or of 2100. The authority itself is valid between two fixed days, whatever the clock says, and all that it signs lies between them.</remarks>
public static class AuthorityCalendar
{
    /// <summary>Older than every image that has an authority.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset End { get; } = Begin.AddYears(30);

    /// <summary>Whatever is signed is valid from some time before, so that a client whose clock is behind takes it.</summary>
    public static TimeSpan Backdate { get; } = TimeSpan.FromHours(1);

    /// <summary>How long a list of revoked certificates is valid; it is renewed at half of it, and whenever one is revoked.</summary>
    public static TimeSpan RevocationLife { get; } = TimeSpan.FromDays(30);

    /// <summary>How long before its end the authority says so.</summary>
    public static TimeSpan EndWarning { get; } = TimeSpan.FromDays(365);

    /// <summary>False: the clock is certainly wrong, and nothing can be signed by it.</summary>
    public static bool IsPlausible(DateTimeOffset now) => now >= Begin + Backdate && now < End - EndWarning;

    public static Validity ValidityFrom(DateTimeOffset now, TimeSpan life)
    {
        var begin = WholeSeconds(now) - Backdate;
        var end = WholeSeconds(now) + life;
        return new Validity(begin, end < End ? end : End);
    }

    /// <summary>Certificates know no parts of seconds.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

/// <summary>From when to when something is valid.</summary>
public sealed record Validity(DateTimeOffset Begin, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset time) => time >= Begin && time < End;
}
