using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Looks for radvd's raw ICMPv6 socket; systemd-networkd has such a socket too, so the owner counts.</summary>
internal sealed class RouterAdvertiserProbe(ProcessSockets sockets)
{
    private const string Daemon = "radvd";
    private const int LocalAddressColumn = 1;
    private const int InodeColumn = 9;

    /// <summary>A raw socket's protocol stands where other tables have the port: 58, ICMPv6.</summary>
    private const string Icmpv6Suffix = ":003A";

    public string? Ask(Probe.RouterAdvertiser probe)
    {
        var open = sockets.OpenBy(Daemon);
        var listens = sockets.Table("net/raw6").Any(row =>
            row.Length > InodeColumn &&
            row[LocalAddressColumn].EndsWith(Icmpv6Suffix, StringComparison.Ordinal) &&
            open.Contains(row[InodeColumn]));
        return listens ? null : $"{Daemon} has no ICMPv6 socket to advertise on {probe.Interface}";
    }
}
