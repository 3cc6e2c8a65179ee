namespace Gateway.Lab.Guests;

/// <summary>What a resolver answered.</summary>
/// <param name="Status">NOERROR, SERVFAIL, NXDOMAIN, …; NONE when nothing answered.</param>
/// <param name="Authenticated">The AD flag: the resolver validated the answer.</param>
/// <param name="Data">The data of the answer's records of the asked type.</param>
public sealed record DnsAnswer(string Status, bool Authenticated, IReadOnlyList<string> Data)
{
    /// <summary>Reads what <c>kdig +noall +header +answer</c> prints.</summary>
    public static DnsAnswer Parse(string text, string type)
    {
        var (status, authenticated, data) = ("NONE", false, new List<string>());
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith(";; ->>HEADER<<-", StringComparison.Ordinal))
            {
                status = After(line, "status: ").Split(';')[0];
            }
            else if (line.StartsWith(";; Flags:", StringComparison.OrdinalIgnoreCase))
            {
                authenticated = After(line, ":").Split(';')[0].Split(' ').Contains("ad");
            }
            else if (!line.StartsWith(';'))
            {
                var fields = line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length == 5 && fields[3] == type)
                {
                    data.Add(fields[4]);
                }
            }
        }

        return new DnsAnswer(status, authenticated, data);
    }

    private static string After(string line, string mark) => line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
}
