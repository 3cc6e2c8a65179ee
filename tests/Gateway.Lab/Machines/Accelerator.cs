namespace Gateway.Lab.Machines;

/// <summary>What runs the guests' instructions. /dev/kvm can exist and be unusable, so a kernel is booted with it once.</summary>
public static class Accelerator
{
    public const string Kvm = "kvm";
    public const string Tcg = "tcg,thread=multi";
    private static readonly Lock Gate = new();
    private static Task<string>? probe;

    public static Task<string> FindAsync(string kernel, CancellationToken cancellation)
    {
        lock (Gate)
        {
            return probe ??= ProbeAsync(kernel, cancellation);
        }
    }

    /// <summary>A kernel without a root panics; with <c>panic=-1</c> and <c>-no-reboot</c> QEMU then ends with 0, if all that went before worked.</summary>
    private static async Task<string> ProbeAsync(string kernel, CancellationToken cancellation)
    {
        if (!File.Exists("/dev/kvm"))
        {
            return Tcg;
        }

        using var process = await ProcessLauncher.StartAsync("qemu-system-x86_64",
        [
            "-nodefaults", "-no-user-config", "-nographic", "-no-reboot", "-machine", "q35", "-accel", Kvm, "-cpu", "max,la57=off", "-m", "256",
            "-serial", "stdio", "-kernel", kernel, "-append", "console=ttyS0 panic=-1",
        ]).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var broken = FindErrorAsync(process.StandardError, limit.Token);
            var first = await Task.WhenAny(output, broken).ConfigureAwait(false);
            if (first == broken && await broken.ConfigureAwait(false))
            {
                return Tcg;
            }

            return (await output.ConfigureAwait(false)).Contains("Kernel panic", StringComparison.Ordinal) ? Kvm : Tcg;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Tcg;
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<bool> FindErrorAsync(StreamReader errors, CancellationToken cancellation)
    {
        while (await errors.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Contains("KVM internal error", StringComparison.Ordinal) || line.Contains("failed to initialize", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
