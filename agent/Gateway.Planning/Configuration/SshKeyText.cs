using System.Buffers.Binary;
using System.Text;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Public keys as in <c>authorized_keys</c>: type, base64, comment.</summary>
internal static class SshKeyText
{
    private static readonly string[] Types =
    [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    private const string Form = "copy the whole line of the file that ends in .pub, such as \"ssh-ed25519 AAAA… name\"";

    public static Parsed<string> Parse(string text)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return Parsed.Bad<string>("a private key stands where a public key is meant", "it must be considered known to others now: make a new pair, and " + Form);
        }

        if (text.Any(char.IsControl))
        {
            return Parsed.Bad<string>("the public key has a line end or another control character in it", "write each key as one text of the list, in one line");
        }

        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !Types.Contains(parts[0]))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not a public key of a type that is taken", $"{Form}; types: {string.Join(", ", Types)}");
        }

        return TypeInside(parts[1]) == parts[0]
            ? Parsed.Good(string.Join(' ', parts))
            : Parsed.Bad<string>($"the public key {Quoted.Text(text)} is damaged: its second word is not the base64 of a whole {parts[0]} key", Form);
    }

    /// <summary>The type that the key's own bytes begin with (RFC 4253, section 6.6), or null when they are cut off.</summary>
    private static string? TypeInside(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return null;
        }

        string? type = null;
        var fields = 0;
        var rest = bytes.AsSpan(0, length);
        while (!rest.IsEmpty)
        {
            if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - 4)
            {
                return null;
            }

            var field = rest.Slice(4, (int)BinaryPrimitives.ReadUInt32BigEndian(rest));
            type ??= Encoding.ASCII.GetString(field);
            fields++;
            rest = rest[(4 + field.Length)..];
        }

        return fields > 1 ? type : null;
    }
}
