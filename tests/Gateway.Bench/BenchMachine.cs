using System.Globalization;

namespace Gateway.Bench;

/// <summary>What the figures were measured on.</summary>
/// <param name="Load">The load average when the run began: others share the machine.</param>
public sealed record BenchMachine(string Processor, int Processors, int MemoryMebibytes, string Accelerator, string Load)
{
    public static BenchMachine Read(string accelerator) => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        int.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024,
        accelerator,
        string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]));

    public override string ToString() => $"{Processor}, {Processors} processors, {MemoryMebibytes} MiB, {Accelerator}, load {Load}";

    private static string Field(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
}
