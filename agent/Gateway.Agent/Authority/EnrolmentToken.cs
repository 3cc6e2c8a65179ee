using System.Security.Cryptography;
using System.Text;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>What a client enrols with, once. It is shown when it is made; kept is its hash.</summary>
internal static class EnrolmentToken
{
    /// <summary>Without those that look alike on paper; 5 bits each.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>130 bits: nobody guesses one, so the hash needs no salt and no work factor.</summary>
    private const int Length = 26;

    public static (string Text, ClientToken Kept) Make(DateTimeOffset now)
    {
        var text = RandomNumberGenerator.GetString(Letters, Length);
        return (text, new ClientToken(Convert.ToHexStringLower(Hash(text)), AuthorityCalendar.WholeSeconds(now) + ClientChanges.TokenLife));
    }

    public static bool Matches(string text, string hash) => CryptographicOperations.FixedTimeEquals(Hash(text), Convert.FromHexString(hash));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
