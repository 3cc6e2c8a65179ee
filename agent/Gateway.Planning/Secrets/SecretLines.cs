using System.Text.RegularExpressions;

namespace Gateway.Planning.Secrets;

/// <summary>Takes secrets out of a log that comes line by line, where a private key is one of many lines.</summary>
public sealed partial class SecretLines(SecretMask mask)
{
    /// <summary>A longer one is none (RSA of 16384 bits has 200 lines of 64 characters).</summary>
    private const int LongestKey = 256;

    private int _left;

    /// <summary>Lines of others may stand between those of a key; so all that could be a part of it goes until its end.</summary>
    public string Apply(string line)
    {
        var shown = mask.Apply(line);
        if (Begin().IsMatch(line))
        {
            _left = LongestKey;
            return shown;
        }

        if (_left == 0)
            return shown;
        _left = End().IsMatch(line) ? 0 : _left - 1;
        return Body().Replace(shown, Secret.Mark);
    }

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY-----(?!.*-----END )")]
    private static partial Regex Begin();

    [GeneratedRegex("-----END [A-Z0-9 ]{0,32}PRIVATE KEY-----")]
    private static partial Regex End();

    /// <summary>Base64 that is a message of its own: behind the name of who says it, in JSON, or alone.</summary>
    [GeneratedRegex("""(?:(?<=^[ \t]*)|(?<=: )|(?<="MESSAGE" ?: ?"))[A-Za-z0-9+/]+={0,2}(?=\s*$|")""")]
    private static partial Regex Body();
}
