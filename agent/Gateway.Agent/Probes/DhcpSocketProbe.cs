using System.Globalization;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Looks for Kea's raw packet socket on an interface: without it Kea runs but hears nobody. A DHCP question cannot be asked
/// instead: it would take a lease.</summary>
internal sealed class DhcpSocketProbe(ProcessSockets sockets, string interfacesDirectory = "/sys/class/net")
{
    private const string Daemon = "kea-dhcp4";
    private const int InterfaceColumn = 4;
    private const int InodeColumn = 8;

    public string? Ask(Probe.DhcpSocket probe)
    {
        var indexFile = Path.Join(interfacesDirectory, probe.Interface, "ifindex");
        if (!File.Exists(indexFile))
            return $"there is no interface {probe.Interface}";
        var index = int.Parse(File.ReadAllText(indexFile), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        var open = sockets.OpenBy(Daemon);
        return sockets.Table("net/packet").Any(row => row.Length > InodeColumn && row[InterfaceColumn] == index && open.Contains(row[InodeColumn]))
            ? null
            : $"{Daemon} has no DHCP socket on {probe.Interface}";
    }
}
