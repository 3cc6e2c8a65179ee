using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Host.Files;

/// <summary>The clock, which the host disciplines for itself and the container, and the time zone.</summary>
public static class TimeFiles
{
    private const string ChronyPath = "/etc/chrony/chrony.conf";
    private const string ZonePath = "/etc/gateway/time-zone.env";

    /// <summary>Served to the container while no server was reached, so that all of the inside agrees on one clock.</summary>
    private const int LocalStratum = 9;

    public static DesiredState Plan(GatewayConfig config) => new()
    {
        Files =
        [
            new ManagedFile(ChronyPath, Chrony(config)) { Check = new FileCheck("/usr/sbin/chronyd", ["-p", "-f", "{file}"]) },
            new ManagedFile(ZonePath, new ConfText().Line($"TIME_ZONE={config.System.TimeZone}").ToString()),
        ],
        Units =
        [
            new ManagedUnit("gateway-time-zone.service", UnitGoal.Running) { RestartOn = [ZonePath] },
            new ManagedUnit("chrony.service", UnitGoal.Running) { RestartOn = [ChronyPath] },
        ],
    };

    private static string Chrony(GatewayConfig config) => new ConfText().Lines(
    [
        .. config.Time.Servers.Select(static server => $"server {server} iburst"),
        "driftfile /var/lib/chrony/chrony.drift",
        "dumpdir /var/lib/chrony",
        // Without a clock of its own a box can start in 1970; DNSSEC and TLS need the time at once.
        "makestep 1 3",
        "rtcsync",
        $"local stratum {LocalStratum}",
        $"allow {NetworkFiles.GatewayAddress(config)}",
        "cmdport 0",
    ]).ToString();
}
