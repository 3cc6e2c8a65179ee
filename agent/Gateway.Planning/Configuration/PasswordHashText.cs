using System.Text.RegularExpressions;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Configuration;

/// <summary>A password's hash as <c>mkpasswd</c> makes it (crypt(5)): yescrypt or SHA-512. What was written is never quoted in an error.</summary>
internal static partial class PasswordHashText
{
    private const string Form = "make one with `mkpasswd` (Debian's package whois) or `openssl passwd -6`; it begins with $y$ or $6$";

    public static Parsed<Secret> Parse(string text) => text switch
    {
        Secret.Mark => Parsed.Bad<Secret>("the hash was masked in the text that this was copied from", Form),
        _ when Yescrypt().IsMatch(text) || Sha512().IsMatch(text) => Parsed.Good(new Secret(text)),
        _ when text.StartsWith('$') => Parsed.Bad<Secret>("it is a password hash that is cut off, of another kind, or takes more than this box should spend on it", Form),
        _ => Parsed.Bad<Secret>("it is not a password hash; the hash belongs here, not the password", Form),
    };

    /// <summary>The second field has a form of yescrypt, the memory (2^15 blocks of 4 KiB at most) and the block size.</summary>
    [GeneratedRegex(@"^\$y\$j[./0-9A-C][./0-9A-T]\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}\z")]
    private static partial Regex Yescrypt();

    [GeneratedRegex(@"^\$6\$(?:rounds=[1-9][0-9]{3,5}\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{86}\z")]
    private static partial Regex Sha512();
}
