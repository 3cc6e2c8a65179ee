using Gateway.Agent.Systemd;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Generations;

/// <summary>Reads the clocks.</summary>
public sealed class MomentSource(KernelClock clock, TimeProvider time, string bootIdPath = "/proc/sys/kernel/random/boot_id")
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    public Moment Now() => new(time.GetUtcNow(), clock.Seconds, File.ReadAllText(bootIdPath).Trim(), _run);
}
