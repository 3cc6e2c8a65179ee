using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Gateway.Planning.Secrets;

/// <summary>The name of a secret that the device keeps, and the reference to it in gateway.toml: <c>secret:NAME</c>.</summary>
public static partial class SecretName
{
    public const string Prefix = "secret:";

    /// <summary>What a name may be, in words.</summary>
    public const string Form = "small letters, digits and hyphens, a letter or digit first, 63 at most";

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>True: the text refers to a secret, by a name that may be none.</summary>
    public static bool IsReference(string text, [NotNullWhen(true)] out string? name)
    {
        name = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;
        return name is not null;
    }

    /// <summary>Whether this is a reference as TOML and JSON write it, which is no secret itself.</summary>
    public static bool IsQuotedReference(string text) => QuotedReference().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^([""'])secret:[a-z0-9][a-z0-9-]{0,62}\1\z")]
    private static partial Regex QuotedReference();
}
