using System.Runtime.InteropServices;

namespace Gateway.Lab;

/// <summary>What a program of the laboratory does around its work: reads its arguments, ends at a signal, tells failures by their message.</summary>
public static class ProgramStart
{
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private const int Stopped = 130;

    /// <param name="target">The build's target that does the same.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="parse">Throws a <see cref="FormatException"/> for arguments that say nothing.</param>
    /// <param name="work">Returns the exit code.</param>
    public static async Task<int> RunAsync<TOptions>(
        string target,
        IReadOnlyList<string> arguments,
        Func<IReadOnlyList<string>, TOptions> parse,
        Func<TOptions, LabArtifacts, CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stop);
        try
        {
            var options = parse(arguments);
            return LabArtifacts.Missing is { } missing
                ? throw new FormatException($"{missing}; ./build.sh --target={target} does the same")
                : await work(options, LabArtifacts.Find(), stop.Token).ConfigureAwait(false);
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return WrongUsage;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The machines were ended by the same Ctrl-C; whoever waited for one of them failed.
            return Stopped;
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
