using System.Globalization;
using Gateway.Lab.Devices;

namespace Gateway.Bench;

/// <summary>
/// Waits until a device that is ready has ended what it began at its boot, so that the loads meet what it is for the rest of its life.
/// How long that takes is a figure of its own.
/// </summary>
public static class Settling
{
    /// <summary>Prints the uptime at which five seconds began in which the processors had nothing to do for nine tenths of the time; that of the last look when there are none.</summary>
    private const string Look =
        """
        idle() { read -r _ user nice system idle iowait irq softirq steal _ < /proc/stat; now=$((idle + iowait)) all=$((user + nice + system + idle + iowait + irq + softirq + steal)); }
        round=0
        while [ $round -lt 36 ]; do
            read -r uptime _ < /proc/uptime; idle; now0=$now all0=$all
            sleep 5
            idle; [ $(((now - now0) * 10)) -lt $(((all - all0) * 9)) ] || break
            round=$((round + 1))
        done
        echo "$uptime"
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <summary>Seconds since the kernel's start.</summary>
    public static async Task<double> WaitAsync(GatewayHost host, CancellationToken cancellation) =>
        double.Parse((await host.RunAsync(Look, cancellation, Limit).ConfigureAwait(false)).Require().Text.Trim(), CultureInfo.InvariantCulture);
}
