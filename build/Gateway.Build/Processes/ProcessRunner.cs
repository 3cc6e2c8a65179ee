using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Build.Processes;

/// <summary>Runs commands; the only place of the build that starts a process.</summary>
public static class ProcessRunner
{
    private const int LinesShownOnFailure = 30;
    private const int Terminate = 15;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs a command to its end and returns its standard output. A non-zero exit is a <see cref="BuildException"/>.
    /// When cancelled, it and all that it started are asked to end, and killed when they do not.
    /// </summary>
    public static async Task<string> RunAsync(ToolCommand command, CancellationToken cancellation)
    {
        using var process = Start(command);
        await using var end = cancellation.Register(static state => _ = EndAsync((Process)state!), process).ConfigureAwait(false);
        var tail = new Queue<string>();
        var output = new List<string>();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, line => { output.Add(line); Show(line); }),
            ReadAsync(process.StandardError, Show));
        var inputFailure = await WriteInputAsync(process, command, cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await reading.ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new BuildException(Describe(command, process.ExitCode, tail), inputFailure);
        }

        return inputFailure is null ? string.Join('\n', output) : throw new BuildException($"Writing the input of {command} failed: {inputFailure.Message}", inputFailure);

        void Show(string line)
        {
            lock (tail)
            {
                tail.Enqueue(line);
                if (tail.Count > LinesShownOnFailure)
                {
                    tail.Dequeue();
                }

                command.OnLine?.Invoke(line);
            }
        }
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
            onLine(line);
        }
    }

    /// <summary>mmdebstrap, for one, has a root to delete, which in a user namespace nobody else may.</summary>
    private static async Task EndAsync(Process process)
    {
        try
        {
            foreach (var id in Family(process.Id).ToList())
            {
                _ = SendSignal(id, Terminate);
            }

            await process.WaitForExitAsync().WaitAsync(TimeToEnd).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself, and its user is done with it.
        }
    }

    /// <summary>A process and all below it; those that end meanwhile are left out.</summary>
    private static IEnumerable<int> Family(int id)
    {
        List<string> children = [];
        try
        {
            children.AddRange(Directory.GetDirectories($"/proc/{id}/task").SelectMany(static task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (IOException)
        {
            return [];
        }

        return children.SelectMany(static child => Family(int.Parse(child))).Prepend(id);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);

    private static string Describe(ToolCommand command, int exitCode, IEnumerable<string> tail) =>
        $"""
        The command failed with exit code {exitCode}:
          {command}
        Its last lines:
        {string.Join('\n', tail.Select(static line => $"  | {line}"))}{(command.Hint is { } hint ? $"\n{hint}" : "")}
        """;
}
