using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Build.Steps;

/// <summary>A lock on a file or folder that other processes see (flock); it ends with this object, at the latest with the process.</summary>
/// <remarks>.NET's own file sharing uses the same locks and cannot wait for one.</remarks>
public sealed class FileLock : IDisposable
{
    private const int ReadOnly = 0, Create = 0x40, CloseOnExec = 0x80000, OwnerWrites = 0x1a4;
    private const int Shared = 1, Exclusive = 2, NoWait = 4;
    private const int Interrupted = 4;
    private readonly SafeFileHandle handle;

    private FileLock(SafeFileHandle handle) => this.handle = handle;

    /// <summary>Makes the file when there is none, and waits until nobody else has it locked.</summary>
    /// <param name="onWait">Called once when there is something to wait for.</param>
    public static async Task<FileLock> TakeAsync(string path, Action onWait, CancellationToken cancellation)
    {
        var handle = Open(path, ReadOnly | Create | CloseOnExec);
        try
        {
            if (!TryLock(handle, Exclusive | NoWait))
            {
                onWait();
                // A thread of its own: the call blocks. When nobody waits for it any more, the handle closes as soon as it returns.
                await Task.Factory.StartNew(() => TryLock(handle, Exclusive), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .WaitAsync(cancellation).ConfigureAwait(false);
            }

            return new FileLock(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Locks a folder against <see cref="TryTake"/>, beside others that do the same.</summary>
    public static FileLock Share(string folder)
    {
        var handle = Open(folder, ReadOnly | CloseOnExec);
        TryLock(handle, Shared);
        return new FileLock(handle);
    }

    /// <summary>Locks a folder; null when somebody shares it.</summary>
    public static FileLock? TryTake(string folder)
    {
        var handle = Open(folder, ReadOnly | CloseOnExec);
        if (TryLock(handle, Exclusive | NoWait))
        {
            return new FileLock(handle);
        }

        handle.Dispose();
        return null;
    }

    public void Dispose() => handle.Dispose();

    private static SafeFileHandle Open(string path, int flags)
    {
        var handle = OpenFile(path, flags, OwnerWrites);
        return handle.IsInvalid ? throw new BuildException($"Opening {path} to lock it failed: {LastError()}.") : handle;
    }

    private static bool TryLock(SafeFileHandle handle, int operation)
    {
        while (SetLock(handle, operation) != 0)
        {
            if ((operation & NoWait) != 0)
            {
                return false;
            }

            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new BuildException($"Waiting for a lock failed: {LastError()}.");
            }
        }

        return true;
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int SetLock(SafeFileHandle handle, int operation);
}
