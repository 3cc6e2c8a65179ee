using System.Runtime.InteropServices;
using Gateway.Bench;
using Gateway.Lab;

using var stop = new CancellationTokenSource();
using var interrupt = StopOn(PosixSignal.SIGINT);
using var terminate = StopOn(PosixSignal.SIGTERM);
using var hangUp = StopOn(PosixSignal.SIGHUP);
try
{
    var options = BenchOptions.Parse(args);
    if (LabArtifacts.Missing is { } missing)
    {
        throw new FormatException($"{missing}; ./build.sh --target=Bench does the same");
    }

    await BenchRun.RunAsync(options, LabArtifacts.Find(), stop.Token);
    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
catch (Exception) when (stop.IsCancellationRequested)
{
    // The machines were ended by the same Ctrl-C; whoever waited for one of them failed.
    return 130;
}
catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

PosixSignalRegistration StopOn(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
