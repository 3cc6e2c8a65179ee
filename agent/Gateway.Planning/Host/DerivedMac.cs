using System.Security.Cryptography;
using System.Text;

namespace Gateway.Planning.Host;

/// <summary>A MAC that stays the same for the life of the device, whatever is rebuilt.</summary>
public static class DerivedMac
{
    private const int Multicast = 0x01;
    private const int LocallyAdministered = 0x02;

    /// <param name="machineId">32 hex digits.</param>
    /// <param name="purpose">Different purposes give different addresses.</param>
    public static string Of(string machineId, string purpose)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{machineId} {purpose}"));
        hash[0] = (byte)((hash[0] & ~Multicast) | LocallyAdministered);
        return string.Join(':', hash.Take(6).Select(static octet => octet.ToString("x2")));
    }
}
