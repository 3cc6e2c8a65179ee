using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Agent.Secrets;

/// <summary>The system's own crypt(3).</summary>
internal static unsafe partial class Crypt
{
    /// <summary>The size of libxcrypt's <c>struct crypt_data</c>, which is part of its ABI.</summary>
    private const nuint DataSize = 32768;

    /// <summary>Whether the hash is that of the password. Takes as long as the hash asks for.</summary>
    public static bool Matches(ReadOnlySpan<byte> password, string hash)
    {
        // crypt(3) would stop at the zero byte and take the rest for right.
        if (password.Contains((byte)0))
            return false;
        var phrase = new byte[password.Length + 1];
        password.CopyTo(phrase);
        var data = NativeMemory.AllocZeroed(DataSize);
        try
        {
            var result = crypt_r(phrase, hash, data);
            return result is not null && CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.CreateReadOnlySpanFromNullTerminated(result), Encoding.UTF8.GetBytes(hash));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(phrase);
            NativeMemory.Clear(data, DataSize);
            NativeMemory.Free(data);
        }
    }

    [LibraryImport("libcrypt.so.1", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* crypt_r(byte[] phrase, string setting, void* data);
}
