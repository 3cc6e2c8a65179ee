using System.Text;
using Gateway.Lab;
using Gateway.Lab.Machines;

namespace Gateway.Bench;

/// <summary>Measures, prints the table, writes bench.json and adds to bench.txt. Nothing here fails for being slow.</summary>
public static class BenchRun
{
    public static async Task RunAsync(BenchOptions options, LabArtifacts artifacts, CancellationToken cancellation)
    {
        var machine = BenchMachine.Read(await Accelerator.FindAsync(artifacts.Kernel, cancellation).ConfigureAwait(false));
        var boots = await BootsAsync(options, artifacts, cancellation).ConfigureAwait(false);
        var image = new FileInfo($"{artifacts.Image}.zst");
        var figures = FigureList.Create(options, image.Exists ? image.Length : null, boots);
        var release = boots[0].Samples[0].Release ?? "unknown";
        await WriteAsync(options, new BenchReport(DateTimeOffset.UtcNow, release, machine, figures), boots, cancellation).ConfigureAwait(false);
    }

    /// <summary>The devices take turns, so that what else the machine does meets all of them.</summary>
    private static async Task<IReadOnlyList<DeviceBoots>> BootsAsync(BenchOptions options, LabArtifacts artifacts, CancellationToken cancellation)
    {
        Console.WriteLine("  laboratory …");
        var laboratory = await GatewayLab.StartAsync(artifacts, cancellation).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            await new LoadBench(laboratory.Lab).PrepareAsync(cancellation).ConfigureAwait(false);
            List<DeviceBoots> devices = [new(await BenchDevice.GatewayAsync(laboratory, cancellation).ConfigureAwait(false))];
            if (options.Router is { } router)
            {
                devices.Add(new(await BenchDevice.RouterAsync(laboratory, router, cancellation).ConfigureAwait(false)));
            }

            var bench = new BootBench(laboratory);
            for (var boot = 1; boot <= options.Boots; boot++)
            {
                foreach (var device in devices)
                {
                    Console.WriteLine($"  {device.Name}, boot {boot} of {options.Boots} …");
                    device.Add(await bench.BootAsync(device.Device, cancellation).ConfigureAwait(false));
                    Console.WriteLine($"  {device.Name}, boot {boot}: {device.Samples[^1].ToLine()}");
                }
            }

            return devices;
        }
    }

    private static async Task WriteAsync(BenchOptions options, BenchReport report, IReadOnlyList<DeviceBoots> devices, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Results);
        var json = Path.Combine(options.Results, "bench.json");
        await File.WriteAllTextAsync(json, report.ToJson(), cancellation).ConfigureAwait(false);
        var text = new StringBuilder(report.ToText());
        foreach (var device in devices)
        {
            for (var boot = 0; boot < device.Samples.Count; boot++)
            {
                text.Append($"\n== {device.Name}, boot {boot + 1} ==\n{device.Samples[boot].ToLine()}\n{device.Samples[boot].Units}");
            }
        }

        await File.AppendAllTextAsync(Path.Combine(options.Results, "bench.txt"), text.ToString(), cancellation).ConfigureAwait(false);
        Console.WriteLine($"\n{report.ToText()}\nThe figures are in {json}, what systemd says about the boots in bench.txt beside it.");
    }
}
