using Gateway.Lab;
using Gateway.Lab.Machines;

namespace Gateway.Bench;

/// <summary>Measures, prints the table, writes bench.json and adds to bench.txt. Nothing here fails for being slow.</summary>
public static class BenchRun
{
    private const string NoColdBuild = "only with --cold";
    private const string NoAgentBuild = "only by ./build.sh --target=Bench";
    private const string NoPeer = "the plain Debian router that it is compared with is not there yet";

    public static async Task RunAsync(BenchOptions options, LabArtifacts artifacts, CancellationToken cancellation)
    {
        var accelerator = await Accelerator.FindAsync(artifacts.Kernel, cancellation).ConfigureAwait(false);
        var machine = BenchMachine.Read(accelerator);
        var (first, second) = await BootsAsync(artifacts, cancellation).ConfigureAwait(false);
        var report = new BenchReport(DateTimeOffset.UtcNow, first.Release, machine, Figures(options, artifacts, first, second));
        Directory.CreateDirectory(options.Results);
        await File.WriteAllTextAsync(Path.Combine(options.Results, "bench.json"), report.ToJson(), cancellation).ConfigureAwait(false);
        await File.AppendAllTextAsync(
            Path.Combine(options.Results, "bench.txt"),
            $"{report.ToText()}\n== First boot ==\n{first.Units}\n== Second boot ==\n{second.Units}",
            cancellation).ConfigureAwait(false);
        Console.WriteLine($"\n{report.ToText()}\nThe figures are in {Path.Combine(options.Results, "bench.json")}, what systemd says about the boots in bench.txt beside it.");
    }

    private static async Task<(BootSample First, BootSample Second)> BootsAsync(LabArtifacts artifacts, CancellationToken cancellation)
    {
        Console.WriteLine("  laboratory …");
        var laboratory = await GatewayLab.StartAsync(artifacts, cancellation).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            return await new BootBench(laboratory).RunAsync(static line => Console.WriteLine($"  {line}"), cancellation).ConfigureAwait(false);
        }
    }

    private static Figure[] Figures(BenchOptions options, LabArtifacts artifacts, BootSample first, BootSample second) =>
    [
        new Figure("cold build", options.ColdBuild, "s") { Aim = 240, Note = options.ColdBuild is null ? NoColdBuild : "an empty cache; downloads included" },
        new Figure("build after a change of the agent", options.AgentBuild, "s") { Aim = 30, Note = options.AgentBuild is null ? NoAgentBuild : "in a fresh copy of the tree, restore and every output format included" },
        new Figure("compressed image", new FileInfo($"{artifacts.Image}.zst").Length / 1048576.0, "MiB") { Aim = 300 },
        new Figure("kernel start to READY, first boot", first.Ready, "s") { AimInWords = "2 x plain router", Note = NoPeer },
        new Figure("kernel start to READY, second boot", second.Ready, "s") { AimInWords = "1.5 x plain router", Note = NoPeer },
        new Figure("power-on to the first lease, first boot", first.Lease, "s") { AimInWords = "2 x plain router", Note = AskedEvery },
        new Figure("power-on to the first lease, second boot", second.Lease, "s") { AimInWords = "1.5 x plain router", Note = AskedEvery },
        new Figure("memory in use at READY, first boot", first.Memory, "MiB") { Aim = 450, Note = Used },
        new Figure("memory in use at READY, second boot", second.Memory, "MiB") { Aim = 450, Note = Used },
    ];

    private static string AskedEvery => $"firmware and boot loader included; the computer asks every {BootBench.AskedEverySeconds} s; {NoPeer}";

    private static string Used => "'used' of free, of the host and all that runs on it, with one SSH session";
}
