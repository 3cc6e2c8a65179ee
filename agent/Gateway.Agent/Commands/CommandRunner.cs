using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gateway.Agent.Commands;

/// <summary>Runs programs with <see cref="Process"/>; the only file that does.</summary>
public sealed class CommandRunner : ICommandRunner
{
    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(command.Timeout);
        using var process = Start(command);
        try
        {
            var output = ReadBoundedAsync(process.StandardOutput, deadline.Token);
            var error = ReadBoundedAsync(process.StandardError, deadline.Token);
            await WriteInputAsync(process, command.Input, deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw CommandException.TimedOut(command);
        }
        finally
        {
            Kill(process);
        }
    }

    public async IAsyncEnumerable<string> StreamAsync(Command command, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var process = Start(command);
        try
        {
            var error = ReadBoundedAsync(process.StandardError, cancellation);
            await WriteInputAsync(process, command.Input, cancellation);
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
                yield return line;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
                throw CommandException.Failed(command, new CommandResult(process.ExitCode, "", await error));
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(Command command)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // What the parsers read must not depend on the operator's locale or terminal.
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["SYSTEMD_PAGER"] = "";
        info.Environment["SYSTEMD_COLORS"] = "0";
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw CommandException.NotStarted(command, e);
        }
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code tells the outcome.
        }
    }

    private static async Task<string> ReadBoundedAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellation)) > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > CommandDefaults.OutputLimit)
                text.Remove(0, text.Length - CommandDefaults.OutputLimit);
        }
        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the two lines.
        }
    }
}
