using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Agent.Files;

/// <summary>The few file calls of Linux that .NET does not offer.</summary>
internal static partial class LinuxFile
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int NoEntry = 2;
    private const int NotDirectory = 20;
    private const int EmptyPath = 0x1000;
    private const int OpenPlainFile = 0x800 | 0x20000 | 0x80000; // O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC, read-only
    private const int OpenDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC, read-only

    /// <summary>Null when nothing is there. A symbolic link is not followed.</summary>
    public static FileStat? Stat(string path)
    {
        if (statx(CurrentDirectory, path, NoFollow, BasicStats, out var stat) == 0)
            return new FileStat(stat.Mode, stat.Uid, stat.Gid);
        var error = Marshal.GetLastPInvokeError();
        return error is NoEntry or NotDirectory ? null : throw Failure($"reading the attributes of {path}", error);
    }

    /// <summary>Opens a plain file that somebody else may have put there. A pipe, which would keep the reader for ever, and a link are refused.</summary>
    public static FileStream OpenPlain(string path)
    {
        var descriptor = open(path, OpenPlainFile);
        if (descriptor < 0)
            throw Failure($"opening {path}", Marshal.GetLastPInvokeError());
        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read);
        if (statx(descriptor, "", EmptyPath, BasicStats, out var stat) == 0 && new FileStat(stat.Mode, stat.Uid, stat.Gid).IsRegular)
            return stream;
        stream.Dispose();
        throw new IOException($"{path} is no plain file");
    }

    public static void ChangeOwner(string path, uint uid, uint gid)
    {
        if (lchown(path, uid, gid) != 0)
            throw Failure($"changing the owner of {path}", Marshal.GetLastPInvokeError());
    }

    /// <summary>Makes renames and removals in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        var descriptor = open(path, OpenDirectory);
        if (descriptor < 0)
            throw Failure($"opening the directory {path}", Marshal.GetLastPInvokeError());
        try
        {
            if (fsync(descriptor) != 0)
                throw Failure($"writing the directory {path} to the disk", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    private static IOException Failure(string what, int error) =>
        new($"{what} failed: {new Win32Exception(error).Message}");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out Statx result);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lchown(string path, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(20)] public uint Uid;
        [FieldOffset(24)] public uint Gid;
        [FieldOffset(28)] public ushort Mode;
    }
}

/// <param name="RawMode">File type and permission bits as the kernel gives them.</param>
internal sealed record FileStat(ushort RawMode, uint Uid, uint Gid)
{
    public bool IsRegular => (RawMode & 0xf000) == 0x8000;
    public UnixFileMode Mode => (UnixFileMode)(RawMode & 0xfff);
}
