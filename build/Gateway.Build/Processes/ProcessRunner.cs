using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Build.Processes;

/// <summary>Runs commands; the only place of the build that starts a process.</summary>
public static class ProcessRunner
{
    private const int LinesShownOnFailure = 30;
    private const int Terminate = 15;

    /// <summary>Runs a command to its end and returns its standard output. A non-zero exit is a <see cref="BuildException"/>.</summary>
    public static async Task<string> RunAsync(ToolCommand command, CancellationToken cancellation)
    {
        using var process = Start(command);
        await using var kill = cancellation.Register(static state => Kill((Process)state!), process).ConfigureAwait(false);
        var tail = new LineTail(LinesShownOnFailure);
        var output = new List<string>();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, line => { output.Add(line); tail.Add(line); command.OnLine?.Invoke(line); }),
            ReadAsync(process.StandardError, line => { tail.Add(line); command.OnLine?.Invoke(line); }));
        var inputFailure = await WriteInputAsync(process, command, cancellation).ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new BuildException(Describe(command, process.ExitCode, tail), inputFailure);
        }

        return inputFailure is null ? string.Join('\n', output) : throw new BuildException($"Writing the input of {command} failed.", inputFailure);
    }

    /// <summary>
    /// Runs a command on this process's own standard streams, for the person at the terminal, and returns its exit code.
    /// When cancelled, the command is asked to end and waited for, so that it can put its things away.
    /// </summary>
    public static async Task<int> RunAttachedAsync(ToolCommand command, CancellationToken cancellation)
    {
        using var process = Start(command, redirect: false);
        await using var end = cancellation.Register(static state => _ = SendSignal((int)state!, Terminate), process.Id).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }

    private static Process Start(ToolCommand command, bool redirect = true)
    {
        var start = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new BuildException($"Starting {command.Program} failed: {error.Message}. Is it installed? ./build.sh installs what the build needs.", error);
        }
    }

    /// <summary>Feeds the input; returns the failure instead of throwing it, since the exit code says more.</summary>
    private static async Task<Exception?> WriteInputAsync(Process process, ToolCommand command, CancellationToken cancellation)
    {
        try
        {
            if (command.InputWriter is { } writer)
            {
                await writer(process.StandardInput.BaseStream, cancellation).ConfigureAwait(false);
            }
            else if (command.Input is { } text)
            {
                await process.StandardInput.WriteAsync(text.AsMemory(), cancellation).ConfigureAwait(false);
            }

            process.StandardInput.Close();
            return null;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            return error;
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (onLine.Target ?? onLine)
            {
                onLine(line);
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself between the request and the kill.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);

    private static string Describe(ToolCommand command, int exitCode, LineTail tail) =>
        $"""
        The command failed with exit code {exitCode}:
          {command}
        Its last lines:
        {string.Join('\n', tail.Lines.Select(static line => $"  | {line}"))}{(command.Hint is { } hint ? $"\n{hint}" : "")}
        """;

    private sealed class LineTail(int limit)
    {
        private readonly Queue<string> lines = new();

        public IEnumerable<string> Lines => lines;

        public void Add(string line)
        {
            lock (lines)
            {
                lines.Enqueue(line);
                while (lines.Count > limit)
                {
                    lines.Dequeue();
                }
            }
        }
    }
}
