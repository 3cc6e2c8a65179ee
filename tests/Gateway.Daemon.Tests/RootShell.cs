using System.Diagnostics;
using System.Globalization;

namespace Gateway.Daemon.Tests;

/// <summary>A shell in the container's root, in a network of its own, that runs daemons for a while.</summary>
internal sealed class RootShell : IAsyncDisposable
{
    private readonly Process shell;

    public RootShell(StackRoot root)
    {
        var command = root.InRoot("sh");
        shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>A process in the network, once something was told to the shell.</summary>
    public int Inside => int.Parse(File.ReadAllText($"/proc/{shell.Id}/task/{shell.Id}/children").Trim(), CultureInfo.InvariantCulture);

    /// <summary>What the commands print; the errors go to the file that they name.</summary>
    public async Task<string> TellAsync(string script, CancellationToken cancellation)
    {
        const string done = "that was done";
        await shell.StandardInput.WriteLineAsync($"{script}\necho; echo {done}".AsMemory(), cancellation);
        await shell.StandardInput.FlushAsync(cancellation);
        var said = "";
        while (await shell.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line == done)
                return said.TrimEnd('\n');
            said += line + "\n";
        }

        throw new InvalidOperationException($"running in a network of its own: the shell ended at\n{script}\nafter\n{said}");
    }

    public async ValueTask DisposeAsync()
    {
        shell.Kill();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }
}
