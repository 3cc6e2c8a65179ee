using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Agent.Links;

/// <summary>Blinks the light at a card's port, where its driver can (ETHTOOL_PHYS_ID).</summary>
internal static unsafe partial class PortLight
{
    private const nuint EthtoolRequest = 0x8946;
    private const uint PhysicalIdentification = 0x1c;
    private const int LongestName = 15;
    private const int NotSupported = 95;
    private const int Interrupted = 4;

    /// <summary>Blinks for a second, in the network namespace of the calling thread; false: the driver cannot.</summary>
    /// <exception cref="IOException">It can, and failed.</exception>
    public static bool BlinkOnce(string link)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var command = stackalloc uint[] { PhysicalIdentification, 1 };
        var request = new Request { Command = command };
        Encoding.ASCII.GetBytes(link.AsSpan(0, Math.Min(link.Length, LongestName)), new Span<byte>(request.Name, LongestName));
        if (ioctl(socket.SafeHandle, EthtoolRequest, &request) == 0)
            return true;
        return Marshal.GetLastPInvokeError() switch
        {
            NotSupported => false,
            // Another signal of this process cut the second short.
            Interrupted => true,
            var error => throw new IOException($"blinking the port of {link} failed: {new Win32Exception(error).Message}"),
        };
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeSocketHandle descriptor, nuint request, Request* argument);

    /// <summary>The kernel's <c>struct ifreq</c>, as far as it is used here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 40)]
    private struct Request
    {
        public fixed byte Name[LongestName + 1];
        public uint* Command;
    }
}
