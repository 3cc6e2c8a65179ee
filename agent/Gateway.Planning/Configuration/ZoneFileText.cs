using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Root hints and trust anchors: records in zone-file format (RFC 1035 section 5), one a line.</summary>
internal static class ZoneFileText
{
    private static readonly string[] Separators = [" ", "\t"];
    private static readonly Dictionary<string, int> DigestLengths = new() { ["1"] = 40, ["2"] = 64, ["4"] = 96 };

    /// <summary>One DS or DNSKEY record of the root.</summary>
    public static Parsed<string> ParseTrustAnchor(string text)
    {
        var record = ReadRecord(text);
        if (record is not { Owner: "." } || text.Any(char.IsControl))
        {
            return Parsed.Bad<string>(
                $"{Quoted.Text(text)} is not a record of the root",
                "write \". IN DS 20326 8 2 E06D44B8…\" or \". IN DNSKEY 257 3 8 AwEAA…\"");
        }

        var reason = record.Type switch
        {
            "DS" => DsReason(record.Data),
            "DNSKEY" => KeyReason(record.Data),
            _ => $"its type is {Quoted.Text(record.Type)}, where DS or DNSKEY is meant",
        };
        return reason is null
            ? Parsed.Good(string.Join(' ', text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)))
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not a trust anchor: {reason}");
    }

    /// <summary>Names of the root's servers (NS of <c>.</c>) with their addresses (A, AAAA).</summary>
    public static Parsed<string> ParseRootHints(string text)
    {
        var servers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var addressed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var lines = text.Split('\n').Select(line => line.Split(';')[0].Trim()).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && HintReason(lines[i], servers, addressed) is { } reason)
            {
                return Parsed.Bad<string>(
                    $"line {i + 1} of the root hints, {Quoted.Text(lines[i])}, {reason}",
                    "each line is \". NS name.\", \"name. A address\" or \"name. AAAA address\"");
            }
        }

        return servers.Overlaps(addressed)
            ? Parsed.Good(string.Join('\n', lines.Where(line => line.Length > 0)) + "\n")
            : Parsed.Bad<string>("the root hints name no server together with its address", "write at least \". NS a.\" and \"a. A 192.0.2.53\", one a line");
    }

    private static string? HintReason(string line, HashSet<string> servers, HashSet<string> addressed)
    {
        if (line.Any(c => char.IsControl(c) && c != '\t'))
        {
            return "has a control character in it";
        }

        if (ReadRecord(line) is not { Data: [var data] } record)
        {
            return "is not a record";
        }

        switch (record.Type)
        {
            case "NS" when record.Owner == "." && IsFullName(data):
                servers.Add(data);
                return null;
            case "A" when IsFullName(record.Owner) && Ipv4Text.TryParse(data, out _):
            case "AAAA" when IsFullName(record.Owner) && Ipv6Text.TryParse(data, out _):
                addressed.Add(record.Owner);
                return null;
            default:
                return "is neither NS of the root nor an address of a server whose name ends with a point";
        }
    }

    /// <summary>Owner, optional TTL, optional class IN, type, data.</summary>
    private static Record? ReadRecord(string line)
    {
        var words = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var next = 1;
        if (next < words.Length && int.TryParse(words[next], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            next++;
        }

        if (next < words.Length && words[next].Equals("IN", StringComparison.OrdinalIgnoreCase))
        {
            next++;
        }

        return words.Length > next + 1 ? new Record(words[0], words[next].ToUpperInvariant(), words[(next + 1)..]) : null;
    }

    private static string? DsReason(string[] data)
    {
        if (data.Length < 4 || !ushort.TryParse(data[0], out _) || !byte.TryParse(data[1], out var algorithm) || algorithm == 0)
        {
            return "DS is followed by key tag, algorithm, digest type and digest (RFC 4034)";
        }

        if (!DigestLengths.TryGetValue(data[2], out var length))
        {
            return $"digest type {Quoted.Text(data[2])} is not known; 1, 2 and 4 are";
        }

        var digest = string.Concat(data[3..]);
        return digest.Length == length && digest.All(char.IsAsciiHexDigit)
            ? null
            : $"a digest of type {data[2]} has {length} hexadecimal digits, and here are {digest.Length} characters";
    }

    private static string? KeyReason(string[] data)
    {
        if (data.Length < 4 || data[0] != "257" || data[1] != "3" || !byte.TryParse(data[2], out var algorithm) || algorithm == 0)
        {
            return "DNSKEY is followed by 257 (a key that signs keys), 3, algorithm and key (RFC 4034)";
        }

        var base64 = string.Concat(data[3..]);
        return Convert.TryFromBase64String(base64, new byte[base64.Length], out var length) && length >= 32
            ? null
            : "the key is not base64, or is cut off";
    }

    private static bool IsFullName(string name) => name.Length > 1 && name.EndsWith('.') && DomainText.ParseHost(name[..^1]).IsGood;

    private sealed record Record(string Owner, string Type, string[] Data);
}
