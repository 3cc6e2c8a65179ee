using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Errors -&gt; the same without what they quote of a secret, such as a password that somebody wrote without quotes.</summary>
internal static partial class ErrorMask
{
    public static ImmutableArray<ConfigurationError> Apply(ReadOnlySpan<byte> file, ImmutableArray<ConfigurationError> errors)
    {
        if (errors.IsEmpty)
        {
            return errors;
        }

        var text = string.Join('\n', TomlReader.Lines(file));
        string[] secrets = [.. SecretMask.Find(text)];
        return secrets.Length == 0 ? errors : [.. errors.Select(error => error with { Message = Without(error.Message, secrets), Hint = error.Hint is { } hint ? Without(hint, secrets) : null })];
    }

    /// <summary>A long quotation is cut, so it is looked for in the secret and not the other way round.</summary>
    private static string Without(string message, string[] secrets) => Quotation().Replace(message, match =>
    {
        var quoted = match.Groups["text"].Value.TrimEnd('…');
        return quoted.Length > 0 && secrets.Any(secret => secret.Contains(quoted, StringComparison.Ordinal)) ? $"\"{Secret.Mark}\"" : match.Value;
    });

    [GeneratedRegex("\"(?<text>[^\"]*)\"")]
    private static partial Regex Quotation();
}
