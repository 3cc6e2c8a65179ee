using System.Text;

namespace Gateway.Agent.Files;

/// <summary>Replaces a file so that a reader, or a machine that lost power, sees either the old or the new content, never a part.</summary>
public static class AtomicFile
{
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void Write(string path, string content, UnixFileMode mode = DefaultMode) => Write(path, content, mode, null);

    public static void Write(string path, byte[] content, UnixFileMode mode) => Write(path, content, mode, null);

    /// <param name="owner">User and group to give the file to; null: the agent's own.</param>
    public static void Write(string path, string content, UnixFileMode mode, (uint Uid, uint Gid)? owner) => Write(path, Encoding.UTF8.GetBytes(content), mode, owner);

    private static void Write(string path, byte[] content, UnixFileMode mode, (uint Uid, uint Gid)? owner)
    {
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        // A leading dot: no daemon's include pattern takes the half-written file for its own.
        var temporary = Path.Join(directory, $".{Path.GetFileName(path)}.gateway-new");
        try
        {
            WriteTemporary(temporary, content, mode, owner);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        LinuxFile.SyncDirectory(directory);
    }

    /// <summary>Removes the file if it is there.</summary>
    public static void Remove(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        LinuxFile.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    private static void WriteTemporary(string path, byte[] content, UnixFileMode mode, (uint Uid, uint Gid)? owner)
    {
        // What an interrupted run left may have another owner or mode.
        File.Delete(path);
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(content);
        if (owner is var (uid, gid))
            LinuxFile.ChangeOwner(path, uid, gid);
        File.SetUnixFileMode(stream.SafeFileHandle, mode);
        stream.Flush(flushToDisk: true);
    }
}
