using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Planning.Services.Squid;

/// <summary>What squid has counted since it started.</summary>
/// <param name="Uptime">Seconds.</param>
/// <param name="Hits">Requests answered from the cache.</param>
/// <param name="Errors">Requests that were refused or failed.</param>
/// <param name="SentKilobytes">To the inside.</param>
/// <param name="HitKilobytes">Of those, what came from the cache.</param>
public sealed record SquidStatistics(long Uptime, long Requests, long Hits, long Errors, long SentKilobytes, long HitKilobytes)
{
    /// <summary>The pages of squid's cache manager that this is read from.</summary>
    public static ImmutableArray<string> Pages { get; } = ["counters", "info", "storedir", "client_list"];

    public required long DiskKilobytes { get; init; }

    /// <summary>0: nothing is kept on disk.</summary>
    public required long DiskLimitKilobytes { get; init; }
    public required long MemoryKilobytes { get; init; }

    /// <summary>Whom squid remembers, most requests first.</summary>
    public required ImmutableArray<SquidClient> Clients { get; init; }

    /// <param name="pages">The texts of <see cref="Pages"/>, in their order.</param>
    public static SquidStatistics Parse(ImmutableArray<string> pages)
    {
        var (counters, info, store) = (Values(pages[0], '='), Values(pages[1], ':'), Values(pages[2], ':'));
        return new SquidStatistics(
            Number(info, "UP Time"),
            Number(counters, "client_http.requests"),
            Number(counters, "client_http.hits"),
            Number(counters, "client_http.errors"),
            Number(counters, "client_http.kbytes_out"),
            Number(counters, "client_http.hit_kbytes_out"))
        {
            DiskKilobytes = Number(store, "Current Store Swap Size"),
            DiskLimitKilobytes = Number(store, "Maximum Swap Size"),
            MemoryKilobytes = Number(info, "Storage Mem size"),
            Clients = SquidClient.Parse(pages[3]),
        };
    }

    private static Dictionary<string, string> Values(string page, char sign)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in page.Split('\n'))
        {
            if (line.IndexOf(sign) is > 0 and var at)
            {
                // Totals come before the parts that have the same names.
                values.TryAdd(line[..at].Trim(), line[(at + 1)..].Trim());
            }
        }

        return values;
    }

    /// <summary>A number, with a unit behind it or not.</summary>
    private static long Number(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) && double.TryParse(text.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < long.MaxValue
            ? (long)number
            : throw new FormatException($"reading the proxy's counters: squid does not say its \"{name}\" as this release of the gateway expects it");
}

/// <summary>A computer that used the proxy.</summary>
/// <param name="Hits">Of its requests, those answered from the cache.</param>
public sealed record SquidClient(string Address, long Requests, long Hits)
{
    private const string AddressField = "Address: ";
    private const string RequestsField = "HTTP Requests ";

    public static ImmutableArray<SquidClient> Parse(string page)
    {
        var clients = new List<SquidClient>();
        foreach (var line in page.Split('\n').TakeWhile(static line => line != "TOTALS").Select(static line => line.Trim()))
        {
            if (line.StartsWith(AddressField, StringComparison.Ordinal) && System.Net.IPAddress.TryParse(line[AddressField.Length..], out var address))
            {
                clients.Add(new SquidClient(address.ToString(), 0, 0));
            }
            else if (clients.Count > 0 && line.StartsWith(RequestsField, StringComparison.Ordinal))
            {
                clients[^1] = clients[^1] with { Requests = Count(line[RequestsField.Length..]) };
            }
            else if (clients.Count > 0 && line.Split(' ', 2) is [var code, var rest] && code.Contains("HIT", StringComparison.Ordinal))
            {
                clients[^1] = clients[^1] with { Hits = clients[^1].Hits + Count(rest) };
            }
        }

        return [.. clients.Where(static client => client.Requests > 0).OrderByDescending(static client => client.Requests).ThenBy(static client => client.Address, StringComparer.Ordinal)];
    }

    private static long Count(string text) =>
        long.TryParse(text.TrimStart().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
