namespace Gateway.Planning.Configuration;

/// <summary>Finds the known word that a mistyped one is most likely meant to be.</summary>
public static class NearestWord
{
    /// <summary>The nearest candidate, or null when none is near enough to be meant.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        // Longer than any word of ours is no slip of a finger, and would only cost time.
        if (word.Length > 40)
        {
            return null;
        }

        var nearest = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(Normal(word), Normal(candidate))))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return nearest.Candidate is not null && nearest.Distance <= Math.Max(1, Math.Max(word.Length, nearest.Candidate.Length) / 3)
            ? nearest.Candidate
            : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.</summary>
    public static int Distance(string from, string to)
    {
        var before = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[to.Length];
    }

    private static string Normal(string word) => word.ToLowerInvariant().Replace('_', '-');
}
