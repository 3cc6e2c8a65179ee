using System.Globalization;

namespace Gateway.Agent.Systemd;

/// <summary>Seconds since kernel start.</summary>
public sealed class KernelClock(string path = "/proc/uptime")
{
    public double Seconds => double.Parse(File.ReadAllText(path).Split(' ')[0], CultureInfo.InvariantCulture);
}
