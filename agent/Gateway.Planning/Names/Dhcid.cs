using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Planning.Names;

/// <summary>The record that says whose a name is without telling who (RFC 4701).</summary>
public static class Dhcid
{
    private const ushort HardwareAddress = 0;
    private const ushort ClientIdentifier = 1;
    private const ushort Duid = 2;
    private const byte Sha256Digest = 1;
    private const byte Ethernet = 1;

    /// <summary>A client identifier of this type holds an IAID and then a DUID (RFC 4361).</summary>
    private const byte DuidType = 0xff;
    private const int DuidOffset = 5;

    /// <summary>The record's data in base64.</summary>
    /// <param name="lease">Whose.</param>
    /// <param name="name">The whole name, lower case, without the last dot.</param>
    public static string Of(Lease lease, string name)
    {
        var (type, identity) = Identity(lease);
        var digest = SHA256.HashData([.. identity, .. Wire(name)]);
        var data = new byte[3 + digest.Length];
        BinaryPrimitives.WriteUInt16BigEndian(data, type);
        data[2] = Sha256Digest;
        digest.CopyTo(data, 3);
        return Convert.ToBase64String(data);
    }

    private static (ushort Type, byte[] Identity) Identity(Lease lease)
    {
        var id = Bytes(lease.ClientId);
        if (id.Length > DuidOffset && id[0] == DuidType)
            return (Duid, id[DuidOffset..]);
        return id.Length > 0 ? (ClientIdentifier, id) : (HardwareAddress, [Ethernet, .. Bytes(lease.Mac)]);
    }

    private static byte[] Bytes(string hex) =>
        [.. hex.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(static part => (byte)(Convert.ToUInt32(part, 16) & 0xff))];

    private static byte[] Wire(string name) =>
        [.. name.Split('.').SelectMany(static label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];
}
