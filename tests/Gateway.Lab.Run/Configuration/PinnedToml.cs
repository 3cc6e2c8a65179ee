using System.Collections.Immutable;
using System.Text;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Lab.Run.Configuration;

/// <summary>An operator's file with the cards of the virtual machine in it, and with secrets of its own, since it keeps none. Pure.</summary>
/// <param name="Text">The file as it was but for the cards and secrets.</param>
/// <param name="Notes">What was done, for people.</param>
public sealed record PinnedToml(string Text, ImmutableArray<string> Notes)
{
    /// <summary>A text that is valid TOML, with its cards replaced, or added where it names none.</summary>
    /// <exception cref="FormatException">There is no place where a card can be named.</exception>
    public static PinnedToml Create(string text, string outsideMac, string insideMac) =>
        new PinnedToml(text, []).Reveal().Pin("outside", $"mac:{outsideMac}").Pin("inside", $"mac:{insideMac}");

    private PinnedToml Pin(string table, string selector)
    {
        var role = Table(Text, table);
        if (role is not null && role.TryGet("attach", out var attach) && attach.Value is TomlBoolean { Value: false })
        {
            return Add($"[{table}] attach = false stays: it has no card, so the LAN client reaches nothing", Text);
        }

        if (role is not null && role.TryGet("nic", out var nic))
        {
            var (start, end) = Place(Text, nic.Value.Span);
            return Add($"[{table}] nic = {Text[start..end]} became \"{selector}\"", $"{Text[..start]}\"{selector}\"{Text[end..]}");
        }

        // Where a key may stand depends on how the table was written; the first text that reads as it is meant is taken.
        var added = Additions(Text, table, role, $"nic = \"{selector}\"").FirstOrDefault(candidate => Names(candidate, table, selector))
            ?? throw new FormatException($"naming the virtual machine's card in [{table}]: no place was found for it; write 'nic = \"{selector}\"' there yourself");
        return Add($"[{table}] got nic = \"{selector}\"", added);
    }

    /// <summary>The hash of <c>gateway</c>.</summary>
    private const string Hash = "$6$laboratory$J/46KuOBvQibiAqhupZyy8QzHwcbejGpwOomecxPuMTTlIczG243/lDPTF3NhRAdmg96SEPVps7z4GU8n2l0g1";

    /// <summary>A machine that was never there before has no secret that the file refers to.</summary>
    private PinnedToml Reveal()
    {
        var document = TomlReader.Read(Encoding.UTF8.GetBytes(Text));
        // From the last one on, so that the places of the others stay.
        return document.Errors.Count > 0 ? this : References(document.Root).Reverse().Aggregate(this, static (file, found) => file.Reveal(found.Key, found.Value));
    }

    private PinnedToml Reveal(string key, TomlString reference)
    {
        var (start, end) = Place(Text, reference.Span);
        var made = key.EndsWith("hash", StringComparison.Ordinal) ? Hash : "gateway";
        return Add($"{key} = {Text[start..end]} became one of the laboratory, for the password \"gateway\"", $"{Text[..start]}\"{made}\"{Text[end..]}");
    }

    private static IEnumerable<(string Key, TomlString Value)> References(TomlValue value) => value switch
    {
        TomlTable table => table.Entries.SelectMany(static entry => entry.Value is TomlString text
            ? SecretName.IsReference(text.Value, out _) ? [(entry.Key.Name, text)] : []
            : References(entry.Value)),
        TomlArray list => list.Items.SelectMany(References),
        _ => [],
    };

    private PinnedToml Add(string note, string text) => new(text, Notes.Add(note));

    private static IEnumerable<string> Additions(string text, string table, TomlTable? role, string line)
    {
        if (role is not null)
        {
            var (start, end) = Place(text, role.Span);
            var nextLine = text.IndexOf('\n', start) + 1;
            yield return nextLine > 0 ? text.Insert(nextLine, $"{line}\n") : $"{text}\n{line}\n";
            if (text[start] == '{')
            {
                yield return text.Insert(start + 1, role.Entries.Count > 0 ? $" {line}," : $" {line} ");
            }

            foreach (var entry in role.Entries)
            {
                var lineStart = text.LastIndexOf('\n', Math.Max(0, Place(text, entry.Key.Span).Start - 1)) + 1;
                yield return text.Insert(lineStart, $"{table}.{line}\n");
                yield return text.Insert(lineStart, $"{line}\n");
            }
        }

        yield return $"{text}{(text.Length == 0 || text.EndsWith('\n') ? "" : "\n")}\n[{table}]\n{line}\n";
    }

    private static bool Names(string text, string table, string selector) =>
        Table(text, table) is { } role && role.TryGet("nic", out var nic) && nic.Value is TomlString { Value: var value } && value == selector;

    /// <summary>The table of this name; null when it is not there or the text is not TOML.</summary>
    private static TomlTable? Table(string text, string name)
    {
        var document = TomlReader.Read(Encoding.UTF8.GetBytes(text));
        return document.Errors.Count == 0 && document.Root.TryGet(name, out var entry) ? entry.Value as TomlTable : null;
    }

    private static (int Start, int End) Place(string text, TomlSpan span)
    {
        var start = 0;
        for (var line = 1; line < span.Line; line++)
        {
            start = text.IndexOf('\n', start) + 1;
        }

        start = Skip(text, start, span.Column - 1);
        return (start, Skip(text, start, span.Length));
    }

    /// <summary>Columns count code points, strings count UTF-16 units.</summary>
    private static int Skip(string text, int start, int characters)
    {
        for (; characters > 0 && start < text.Length; characters--)
        {
            start += char.IsSurrogatePair(text, start) ? 2 : 1;
        }

        return start;
    }
}
