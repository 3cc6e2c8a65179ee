namespace Gateway.Lab.Machines;

/// <summary>A program of the machine that runs the tests, run to its end.</summary>
public static class HostCommand
{
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = await ProcessLauncher.StartAsync(program, arguments).ConfigureAwait(false);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        var text = await output.ConfigureAwait(false);
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException(
                $"running '{program} {string.Join(' ', arguments)}': it ended with {process.ExitCode}: {await errors.ConfigureAwait(false)}{text}");
    }
}
