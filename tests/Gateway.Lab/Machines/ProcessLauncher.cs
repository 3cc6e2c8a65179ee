using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gateway.Lab.Machines;

/// <summary>
/// Starts processes that the kernel kills when this one dies, however it dies. The kernel watches the starting thread,
/// so all of them are started by one thread that lives as long as the program.
/// </summary>
public static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> Work = [];

    static ProcessLauncher() => new Thread(static () =>
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    })
    { IsBackground = true, Name = "process launcher" }.Start();

    public static Task<Process> StartAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(new InvalidOperationException(
                    $"starting {program}: {error.Message}; setpriv is in Debian's package util-linux, QEMU in qemu-system-x86", error));
            }
        });
        return started.Task;
    }
}
