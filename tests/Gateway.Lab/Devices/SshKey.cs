using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Lab.Devices;

/// <summary>A key pair to log in with, made for one run.</summary>
/// <param name="Private">PEM, as ssh reads it.</param>
/// <param name="Public">One line, as <c>[system] ssh-keys</c> takes it.</param>
public sealed record SshKey(string Private, string Public)
{
    public static SshKey Create()
    {
        const string curve = "nistp256";
        const string type = $"ecdsa-sha2-{curve}";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] blob = [.. Field(Encoding.ASCII.GetBytes(type)), .. Field(Encoding.ASCII.GetBytes(curve)), .. Field([4, .. point.X!, .. point.Y!])];
        return new SshKey(key.ExportECPrivateKeyPem() + "\n", $"{type} {Convert.ToBase64String(blob)} laboratory");
    }

    private static byte[] Field(byte[] data)
    {
        var field = new byte[4 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, data.Length);
        data.CopyTo(field, 4);
        return field;
    }
}
