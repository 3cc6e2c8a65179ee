using System.ComponentModel;
using System.Diagnostics;

namespace Gateway.Agent.Commands;

/// <summary>Runs a program on the operator's own terminal.</summary>
internal static class TerminalCommand
{
    private const int NotFound = 127;

    /// <param name="program">A shell word or more, such as <c>nano -w</c>.</param>
    /// <param name="file">The file to open with it.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string program, string file, CancellationToken cancellation)
    {
        // The shell splits the operator's own words; the file's name is never read as one.
        var info = new ProcessStartInfo("/bin/sh", ["-c", program + " \"$1\"", "sh", file]);
        try
        {
            using var process = Process.Start(info)!;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return NotFound;
        }
    }
}
