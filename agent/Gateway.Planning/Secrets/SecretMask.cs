using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Planning.Secrets;

/// <summary>Takes secrets out of a text that somebody is to see: those that are known, wherever they stand, and what has the form of one.</summary>
public sealed class SecretMask
{
    /// <summary>A shorter one would take ordinary words away; its key gives it away all the same.</summary>
    public const int ShortestKnown = 6;

    private readonly ImmutableArray<string> _known;
    private readonly Func<string, string> _mark;

    /// <param name="known">Secrets as they are.</param>
    /// <param name="mark">What stands in the place of one; <see cref="Secret.Mark"/> unless it is given.</param>
    public SecretMask(IEnumerable<string> known, Func<string, string>? mark = null)
    {
        _known = [.. known.Where(static secret => secret.Length >= ShortestKnown).SelectMany(Forms).Distinct().OrderByDescending(static secret => secret.Length)];
        _mark = mark ?? (static _ => Secret.Mark);
    }

    /// <summary>Knows no secret but those that a text gives away by its form.</summary>
    public static SecretMask ByForm { get; } = new([]);

    /// <summary>The text without secrets, with as many lines as before.</summary>
    public string Apply(string text)
    {
        foreach (var secret in _known)
            text = text.Replace(secret, MarkOf(secret), StringComparison.Ordinal);
        foreach (var pattern in SecretPatterns.All)
            text = pattern.Replace(text, Masked);
        return text;
    }

    /// <summary>The secrets that a text gives away by their form, as they stand there.</summary>
    public static IEnumerable<string> Find(string text) =>
        SecretPatterns.All.SelectMany(pattern => pattern.Matches(text)).Select(static match => match.Groups["secret"].Value).Where(static secret => !IsShown(secret));

    private string Masked(Match match)
    {
        var secret = match.Groups["secret"];
        if (IsShown(secret.Value))
            return match.Value;
        var at = secret.Index - match.Index;
        return string.Concat(match.Value.AsSpan(0, at), MarkOf(secret.Value), match.Value.AsSpan(at + secret.Length));
    }

    private string MarkOf(string secret) => _mark(secret) + new string('\n', secret.AsSpan().Count('\n'));

    private static bool IsShown(string value) => IsMark(value) || SecretName.IsQuotedReference(value);

    /// <summary>With or without a number, and nothing behind it: a known secret can be the beginning of another one.</summary>
    private static bool IsMark(string value) => value.Trim('"', '\'') is [.. var mark, ')'] && mark.TrimEnd([' ', .. "0123456789"]) == Secret.Mark[..^1];

    /// <summary>As it is, and as JSON and TOML write it between quotes.</summary>
    private static IEnumerable<string> Forms(string secret) => [secret, JsonEncodedText.Encode(secret).ToString(), Escaped(secret)];

    private static string Escaped(string secret) => new StringBuilder(secret).Replace("\\", "\\\\").Replace("\"", "\\\"").ToString();
}
