using System.Security.Cryptography;
using System.Text;

namespace Gateway.Planning.Plans;

/// <summary>The fingerprint by which a unit's loaded files are compared with the desired ones.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 of the text in UTF-8, lower-case hex.</summary>
    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
