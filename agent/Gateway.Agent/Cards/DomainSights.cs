using Gateway.Agent.Host;
using Gateway.Planning.Cards;
using Gateway.Planning.Host;

namespace Gateway.Agent.Cards;

/// <summary>Reads the links of both roles' cards, which have their roles' names, on the host or in the container.</summary>
public sealed class DomainSights(ContainerProcess container, HostBoard board, string interfaces = HostPaths.Interfaces)
{
    private bool? _insideCarrier;
    private int _insideUps;

    /// <returns>The links, and the process in whose network namespace the inside card is; null: the host's.</returns>
    public (DomainSight Sight, int? Process) Look(RolePair pair)
    {
        var outside = OnHost(HostNames.Outside);
        if (Directory.Exists(Path.Join(interfaces, HostNames.Inside)))
            return (new DomainSight(pair, outside, OnHost(HostNames.Inside)), null);
        var process = container.Find();
        return (new DomainSight(pair, outside, process is { } init ? InContainer(init) : LinkSight.Unknown), process);
    }

    private LinkSight OnHost(string link)
    {
        // The kernel counts how often the carrier came: no change is missed between two looks.
        var epoch = $"{Attribute(link, "ifindex")}/{Attribute(link, "carrier_up_count")}";
        return new LinkSight(Attribute(link, "carrier") switch { "1" => true, "0" => false, _ => null }, epoch);
    }

    private LinkSight InContainer(int process)
    {
        var link = board.Reports.Value.Report?.Links.FirstOrDefault(static link => link.Name == HostNames.Inside);
        if (link?.Carrier == true && _insideCarrier != true)
            _insideUps++;
        _insideCarrier = link?.Carrier;
        return new LinkSight(link?.Carrier, $"{process}/{_insideUps}");
    }

    /// <summary>Null also while the link is down, when there is no carrier to ask for, and when the card has just left.</summary>
    private string? Attribute(string link, string attribute)
    {
        try
        {
            return File.ReadAllText(Path.Join(interfaces, link, attribute)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
