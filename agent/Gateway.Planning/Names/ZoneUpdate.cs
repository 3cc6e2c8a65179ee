using System.Collections.Immutable;
using System.Text;
using Gateway.Planning.Services.Knot;

namespace Gateway.Planning.Names;

/// <summary>What a zone has and what it should have -&gt; the updates between them (RFC 2136), as knsupdate reads them.</summary>
public static class ZoneUpdate
{
    /// <summary>Seconds. A name's address can change with any lease.</summary>
    public const int Ttl = 60;

    /// <summary>Changes in one message, which is bounded to 64 KiB.</summary>
    private const int LargestMessage = 400;

    /// <summary>Empty: they agree.</summary>
    public static string Between(ImmutableHashSet<ZoneRecord> present, ImmutableHashSet<ZoneRecord> wanted)
    {
        var changes = present.Except(wanted).Select(static record => (Record: record, IsNew: false))
            .Concat(wanted.Except(present).Select(static record => (Record: record, IsNew: true)))
            .GroupBy(static change => change.Record.Zone)
            .OrderBy(static zone => zone.Key, StringComparer.Ordinal)
            .ToArray();
        if (changes.Length == 0)
            return "";
        var script = new StringBuilder($"server {KnotDefaults.Address} {KnotDefaults.Port}\n");
        foreach (var zone in changes)
        {
            // What belongs to one name is together: removed before it is given again.
            var ordered = zone.OrderBy(static change => change.Record.Owner, StringComparer.Ordinal).ThenBy(static change => change.IsNew)
                .ThenBy(static change => change.Record.Type, StringComparer.Ordinal).ThenBy(static change => change.Record.Data, StringComparer.Ordinal);
            foreach (var message in ordered.Chunk(LargestMessage))
                Append(script, zone.Key, message.Select(static change => Line(change.Record, change.IsNew)));
        }

        return script.ToString();
    }

    private static void Append(StringBuilder script, string zone, IEnumerable<string> lines) =>
        script.Append($"zone {zone}.\n").AppendJoin('\n', lines).Append("\nsend\n");

    private static string Line(ZoneRecord record, bool isNew) => isNew
        ? $"add {record.Owner}. {Ttl} {record.Type} {record.Data}"
        : $"del {record.Owner}. {record.Type} {record.Data}";
}
