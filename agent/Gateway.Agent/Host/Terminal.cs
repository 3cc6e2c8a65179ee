using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Agent.Host;

/// <summary>Writes to a terminal or character device in one piece, without ever becoming its session's leader and without waiting for a reader.</summary>
internal static partial class Terminal
{
    private const int WriteOnly = 1;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <exception cref="IOException">The device is not there, or does not take it.</exception>
    public static void Write(string path, string text, bool wait)
    {
        var descriptor = open(path, WriteOnly | NoControllingTerminal | CloseOnExec | (wait ? 0 : NonBlocking));
        if (descriptor < 0)
            throw new IOException($"opening {path} failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        using var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);
}
