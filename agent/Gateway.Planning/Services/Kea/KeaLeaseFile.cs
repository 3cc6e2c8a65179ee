using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Planning.Services.Kea;

/// <summary>Kea's lease files, which only grow between two clean-ups -&gt; the leases that hold now.</summary>
public static class KeaLeaseFile
{
    private const int InUse = 0;

    /// <summary>Oldest first, as Kea itself reads them: what a clean-up left or was at when it was interrupted, and what came since.</summary>
    public static ImmutableArray<string> Names { get; } = ["kea-leases4.csv.completed", "kea-leases4.csv.2", "kea-leases4.csv.1", "kea-leases4.csv"];

    /// <param name="files">The texts of those files that are there, in that order: of an address the last line holds.</param>
    /// <param name="now">Leases that had ended by then are left out.</param>
    public static ImmutableArray<KeaLease> Read(IEnumerable<string> files, DateTimeOffset now)
    {
        var leases = new Dictionary<uint, KeaLease?>();
        foreach (var file in files)
        {
            var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var columns = lines.Length == 0 ? [] : lines[0].Split(',');
            // A line without its end is still being written.
            foreach (var line in file.EndsWith('\n') ? lines.Skip(1) : lines.Skip(1).SkipLast(1))
            {
                if (Parse(columns, line.Split(',')) is var (address, lease))
                    leases[address] = lease;
            }
        }

        return [.. leases.OrderBy(static pair => pair.Key).Select(static pair => pair.Value).OfType<KeaLease>().Where(lease => lease.Ends > now)];
    }

    /// <summary>A null lease: the address was given back, declined or has expired.</summary>
    private static (uint Address, KeaLease? Lease)? Parse(string[] columns, string[] values)
    {
        string? Value(string column) => Array.IndexOf(columns, column) is >= 0 and var at && at < values.Length ? values[at] : null;
        if (Value("address") is not { } address || !System.Net.IPAddress.TryParse(address, out var parsed)
            || !long.TryParse(Value("expire"), CultureInfo.InvariantCulture, out var expire)
            || !int.TryParse(Value("valid_lifetime"), CultureInfo.InvariantCulture, out var lifetime)
            || !int.TryParse(Value("state"), CultureInfo.InvariantCulture, out var state))
            return null;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(parsed.MapToIPv4().GetAddressBytes());
        var isHeld = state == InUse && lifetime > 0 && expire is > 0 and < uint.MaxValue;
        return (number, isHeld ? new KeaLease(address, Value("hwaddr") ?? "", Name(Value("hostname")), DateTimeOffset.FromUnixTimeSeconds(expire)) : null);
    }

    private static string? Name(string? text) => string.IsNullOrEmpty(text) ? null : text.Replace("&#x2c", ",", StringComparison.OrdinalIgnoreCase);
}

/// <summary>An address that a computer inside holds.</summary>
/// <param name="Mac">Empty: the client named none.</param>
/// <param name="Name">What the client calls itself; null: nothing.</param>
/// <param name="Ends">Unless it asks again.</param>
public sealed record KeaLease(string Address, string Mac, string? Name, DateTimeOffset Ends);
