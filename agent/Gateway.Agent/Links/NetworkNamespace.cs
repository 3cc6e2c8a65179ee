using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Gateway.Agent.Links;

/// <summary>Runs something in the network namespace of another process: a socket that is opened there stays there.</summary>
public static partial class NetworkNamespace
{
    private const int CloneNewNet = 0x40000000;

    /// <param name="process">A process in the namespace; null: the caller's own one.</param>
    /// <param name="action">Short: the caller waits.</param>
    /// <exception cref="IOException">The process is gone.</exception>
    public static T Run<T>(int? process, Func<T> action)
    {
        if (process is not { } target)
            return action();
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        // A namespace is a thread's; this one ends afterwards, so that no thread of the pool is left in it.
        var thread = new Thread(() =>
        {
            try
            {
                Enter(target);
                result = action();
            }
            // The caller gets whatever it is.
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Enter(int process)
    {
        using var handle = File.OpenHandle($"/proc/{process}/ns/net", share: FileShare.ReadWrite);
        if (setns(handle, CloneNewNet) != 0)
            throw new IOException($"entering the network namespace of process {process} failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(SafeHandle descriptor, int kind);
}
