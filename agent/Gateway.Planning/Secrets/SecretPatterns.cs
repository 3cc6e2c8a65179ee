using System.Text.RegularExpressions;

namespace Gateway.Planning.Secrets;

/// <summary>What gives a secret away by its form, in configuration files, JSON, logs and command lines alike. The group <c>secret</c> is what must go.</summary>
internal static partial class SecretPatterns
{
    /// <summary>Words in the name of a key or option whose value is a secret.</summary>
    private const string Words =
        "(?:password|passwd|passphrase|passcode|secret|token|credential|cookie|psk|authorization|(?:private|api|auth|access)[-_]?key)[A-Za-z0-9_-]{0,64}";

    /// <summary>A quoted text, over several lines in TOML, with what hangs on to it; a list; a word of JSON; else all that is left of the line.</summary>
    private const string Value =
        """
        (?:(?:\"{3}[\s\S]*?(?:\"{3}|\z)|'{3}[\s\S]*?(?:'{3}|\z)|\"(?:\\.|[^\"\\\n])*\"?|'[^'\n]*'?)(?:[ \t]*[^\s,;&#}\]][^\n,#}\]]*)?|\[[^\]]*\]?|(?:true|false|null|-?\d+)(?=[\s,}\]]|$)|[^\s\"'\[][^\n]*)
        """;

    /// <summary>What a key gives away as a whole comes before what is only a part of a value.</summary>
    public static IEnumerable<Regex> All => [PrivateKey(), Assignment(), Option(), Address(), PasswordHash()];

    [GeneratedRegex(@"(?<secret>-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY-----(?:(?!-----END)[^""']){0,16384}(?:-----END [A-Z0-9 ]{0,32}PRIVATE KEY-----)?)")]
    private static partial Regex PrivateKey();

    /// <summary>crypt(5), and Argon2's form of the same.</summary>
    [GeneratedRegex(@"(?<secret>\$(?:y|gy|7|6|5|1|2[abxy]|argon2(?:id|i|d))\$[./A-Za-z0-9$=,+-]{8,})")]
    private static partial Regex PasswordHash();

    [GeneratedRegex("(?i)" + Words + "[\"']?[ \t]*[=:][ \t]*(?<secret>" + Value + ")")]
    private static partial Regex Assignment();

    [GeneratedRegex("(?i)--?" + "[a-z0-9-]{0,32}" + Words + @"[ \t]+(?<secret>[^\s=:-][^\s]*)")]
    private static partial Regex Option();

    /// <summary>The password of an address such as <c>https://user:password@host</c>.</summary>
    [GeneratedRegex(@"://[^/\s:@]{1,256}:(?<secret>[^@/\s]{1,256})@")]
    private static partial Regex Address();
}
