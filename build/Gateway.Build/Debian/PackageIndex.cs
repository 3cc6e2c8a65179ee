using System.Globalization;

namespace Gateway.Build.Debian;

/// <summary>What the mirror offers now: the digest that keys every root, and the date that stamps its files.</summary>
public sealed record PackageIndex(string Digest, DateTimeOffset Date)
{
    /// <summary>The indexes whose content decides what a root gets.</summary>
    private static readonly string[] Listed = ["main/binary-amd64/Packages.xz", "non-free-firmware/binary-amd64/Packages.xz"];

    /// <summary>Texts of the suites' InRelease files → one index. Pure.</summary>
    public static PackageIndex Parse(IEnumerable<string> releases)
    {
        var digests = new List<string>();
        var newest = DateTimeOffset.UnixEpoch;
        foreach (var text in releases)
        {
            var lines = text.Split('\n');
            var sha256 = lines.SkipWhile(static line => line != "SHA256:").Skip(1).TakeWhile(static line => line.StartsWith(' '));
            digests.AddRange(sha256
                .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(static words => words.Length == 3 && Listed.Contains(words[2]))
                .Select(static words => $"{words[2]}={words[0]}"));
            var date = lines.First(static line => line.StartsWith("Date:", StringComparison.Ordinal))[5..].Trim();
            var parsed = DateTimeOffset.ParseExact(date, "ddd, dd MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            newest = parsed > newest ? parsed : newest;
        }

        return new PackageIndex(Steps.InputHash.OfText(string.Join('\n', digests)), newest);
    }
}
