using System.Collections.Immutable;

namespace Gateway.Planning.BlockLists;

/// <summary>A list as its publisher writes it -&gt; the names on it. Lines are <c>ADDRESS NAME...</c> as in a hosts file, <c>NAME</c>, <c>*.NAME</c> or <c>||NAME^</c>.</summary>
/// <param name="Names">In lower case, each once, in the order of the list.</param>
/// <param name="Strange">Lines that are nothing of this.</param>
/// <param name="IsCut">There were more than were taken.</param>
public sealed record BlockedNames(ImmutableArray<string> Names, int Strange, bool IsCut)
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>What hosts files have for the machine itself.</summary>
    private static readonly string[] Local = ["localhost.localdomain", "ip6-localhost.localdomain"];

    /// <summary>Why the list cannot be one; null: it can.</summary>
    public string? Refusal => Names.IsEmpty ? "there is no name in it"
        : Strange > Names.Length ? $"of its lines {Strange} are no names and only {Names.Length} are"
        : null;

    /// <param name="most">How many names are taken.</param>
    public static BlockedNames Read(IEnumerable<string> lines, int most)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = ImmutableArray.CreateBuilder<string>();
        var (strange, cut) = (0, false);
        foreach (var line in lines)
        {
            var found = NamesIn(line, out var isStrange);
            strange += isStrange ? 1 : 0;
            foreach (var name in found)
            {
                if (seen.Contains(name))
                    continue;
                cut |= names.Count >= most;
                if (cut)
                    break;
                seen.Add(name);
                names.Add(name);
            }
        }

        return new BlockedNames(names.ToImmutable(), strange, cut);
    }

    /// <summary>A name of two labels at least, as a resolver takes it in its file.</summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > LongestName)
            return false;
        var (label, labels, isNumber) = (0, 1, true);
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (label == 0)
                    return false;
                (label, isNumber) = (0, true);
                labels++;
            }
            else
            {
                if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_') || ++label > LongestLabel)
                    return false;
                isNumber &= char.IsAsciiDigit(c);
            }
        }

        return label > 0 && labels > 1 && !isNumber;
    }

    private static IEnumerable<string> NamesIn(string line, out bool isStrange)
    {
        isStrange = false;
        var end = line.IndexOf('#', StringComparison.Ordinal);
        var words = (end < 0 ? line : line[..end]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('!'))
            return [];
        if (words.Length > 1 && IsAddress(words[0]))
            return words.Skip(1).Select(Plain).Where(static name => IsName(name) && !Local.Contains(name));
        var only = Plain(words[0]);
        isStrange = words.Length > 1 || !IsName(only);
        return isStrange ? [] : [only];
    }

    private static bool IsAddress(string word) => System.Net.IPAddress.TryParse(word, out _) && word.AsSpan().IndexOfAny(".:") >= 0;

    private static string Plain(string word)
    {
        var name = word.StartsWith("||", StringComparison.Ordinal) && word.EndsWith('^') ? word[2..^1] : word;
        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        return name.TrimEnd('.').ToLowerInvariant();
    }
}
