namespace Gateway.Bench;

/// <summary>A device and its boots, the first one with a fresh disk.</summary>
public sealed class DeviceBoots(BenchDevice device)
{
    private readonly List<BootSample> samples = [];

    public BenchDevice Device => device;
    public string Name => device.Name;
    public IReadOnlyList<BootSample> Samples => samples;

    public void Add(BootSample sample) => samples.Add(sample);
}
