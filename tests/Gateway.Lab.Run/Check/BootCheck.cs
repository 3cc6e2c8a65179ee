using System.Text;
using Gateway.Lab.Devices;
using Gateway.Lab.Machines;
using Gateway.Lab.Run.Configuration;
using Gateway.Planning.Configuration;

namespace Gateway.Lab.Run.Check;

/// <summary>An operator's file on an image, booted between the laboratory's provider and a LAN client with nobody watching.</summary>
public sealed class BootCheck(RunOptions options, TextWriter writer)
{
    /// <summary>After which a boot is given up; not a measurement.</summary>
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(10);

    private string? release;
    private string? accelerator;

    /// <summary>0: the gateway became ready and a LAN client got through. Writes bootcheck.txt and bootcheck.xml; of one that is stopped there are none.</summary>
    public async Task<int> RunAsync(LabArtifacts artifacts, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Check!);
        File.Delete(Report("txt"));
        File.Delete(Report("xml"));
        var started = DateTimeOffset.UtcNow;
        var log = new StepLog(step => writer.Write(CheckReport.Lines(step)), cancellation);
        try
        {
            await WalkAsync(log, artifacts, cancellation).ConfigureAwait(false);
        }
        catch (StepFailedException)
        {
            foreach (var name in CheckSteps.All.Except(log.Steps.Select(static step => step.Name)).ToList())
            {
                log.Leave(name, CheckOutcome.NotReached, "not reached");
            }
        }

        var report = new CheckReport(started, options.Config!, options.OtherImage ?? artifacts.Image, release, accelerator, log.Steps);
        await WriteAsync(report, cancellation).ConfigureAwait(false);
        return report.Passed ? 0 : 1;
    }

    private async Task WalkAsync(StepLog log, LabArtifacts artifacts, CancellationToken cancellation)
    {
        var file = await log.TakeAsync(CheckSteps.File, () => ReadFileAsync(cancellation)).ConfigureAwait(false);
        var laboratory = await log.TakeAsync(CheckSteps.Laboratory, () => StartLaboratoryAsync(artifacts, cancellation)).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            try
            {
                await BootAsync(log, laboratory, file.Text, cancellation).ConfigureAwait(false);
            }
            catch (StepFailedException)
            {
                writer.WriteLine($"The machines' consoles and the frames on both wires are in {await laboratory.KeepLogsAsync("bootcheck", cancellation).ConfigureAwait(false)}.");
                throw;
            }
        }
    }

    private async Task<(PinnedToml, string)> ReadFileAsync(CancellationToken cancellation)
    {
        var file = await OperatorFile.ReadAsync(options.Config!, cancellation, anyRelease: options.OtherImage is not null).ConfigureAwait(false);
        return (file, string.Join('\n', file.Notes));
    }

    private async Task<(GatewayLab, string)> StartLaboratoryAsync(LabArtifacts artifacts, CancellationToken cancellation)
    {
        accelerator = await Accelerator.FindAsync(artifacts.Kernel, cancellation).ConfigureAwait(false);
        return (await GatewayLab.StartAsync(artifacts, cancellation).ConfigureAwait(false), "");
    }

    private async Task BootAsync(StepLog log, GatewayLab laboratory, string file, CancellationToken cancellation)
    {
        GatewayMachine? gateway = null;
        try
        {
            gateway = await log.TakeAsync(CheckSteps.Ready, async () =>
            {
                var setup = await laboratory.NewDeviceAsync("gateway", "8G", file, cancellation).ConfigureAwait(false);
                gateway = await laboratory.BootAsync(setup with { Deadline = BootLimit * 2 }, cancellation).ConfigureAwait(false);
                var verdict = await ReadyStep.WaitAsync(gateway, BootLimit, cancellation).ConfigureAwait(false);
                return (gateway, $"after {verdict.Uptime:0.0} s by its own clock");
            }).ConfigureAwait(false);
            var config = ConfigurationReader.Read(Encoding.UTF8.GetBytes(file)).Config;
            var client = await laboratory.Lab.ClientAsync("lan1", cancellation).ConfigureAwait(false);
            await new ClientSteps(log, client, config).WalkAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (gateway is not null)
            {
                release = BootVerdict.Last(gateway.Serial.Lines)?.Release;
                await gateway.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(CheckReport report, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Report("txt"), report.ToText(), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Report("xml"), JUnitReport.Render(report), cancellation).ConfigureAwait(false);
        writer.WriteLine($"BootCheck {(report.Passed ? "passed" : "FAILED")} after {report.Time.TotalSeconds:0} s; the report is {Report("txt")}, for CI bootcheck.xml beside it.");
    }

    private string Report(string form) => Path.Combine(Path.GetFullPath(options.Check!), $"bootcheck.{form}");
}
