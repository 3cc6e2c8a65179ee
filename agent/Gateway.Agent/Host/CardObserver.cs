using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Commands;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>Reads the physical cards that the host holds.</summary>
/// <param name="interfaces">The kernel's directory of interfaces.</param>
public sealed class CardObserver(ICommandRunner commands, UdevProperties udev, string interfaces = HostPaths.Interfaces)
{
    private const string PermanentAddress = "0";
    private static readonly Command Links = Command.Of("ip", "-json", "-details", "link", "show");

    public async Task<ImmutableArray<NetworkCard>> ObserveAsync(CancellationToken cancellation)
    {
        var output = await commands.RunCheckedAsync(Links, cancellation);
        var cards = ImmutableArray.CreateBuilder<NetworkCard>();
        foreach (var link in JsonSerializer.Deserialize(output, KernelLinkJson.Default.ImmutableArrayKernelLink))
        {
            if (IsCard(link))
                cards.Add(await CardOfAsync(link, cancellation));
        }

        return cards.ToImmutable();
    }

    /// <summary>Behind a physical card stands a device; a bridge, a veth or a macvlan has none.</summary>
    private bool IsCard(KernelLink link) =>
        link.LinkType == "ether" && link.Address is not null && Directory.Exists(Path.Join(interfaces, link.Ifname, "device"));

    private async Task<NetworkCard> CardOfAsync(KernelLink link, CancellationToken cancellation)
    {
        var properties = await udev.ReadAsync(link.Ifindex, cancellation);
        var up = link.Flags.Contains("UP");
        return new NetworkCard
        {
            Name = link.Ifname,
            PredictableName = UdevProperties.PredictableName(properties),
            OtherNames = UdevProperties.Names(properties),
            AlternativeNames = link.Altnames,
            Mac = link.Address!,
            PermanentMac = NetworkCard.PermanentOf(link.Permaddr ?? (Attribute(link.Ifname, "addr_assign_type") == PermanentAddress ? link.Address : null)),
            Path = properties.GetValueOrDefault("ID_PATH"),
            Driver = DriverOf(link.Ifname) ?? properties.GetValueOrDefault("ID_NET_DRIVER"),
            Carrier = up ? link.Flags.Contains("LOWER_UP") : null,
            Speed = up && int.TryParse(Attribute(link.Ifname, "speed"), CultureInfo.InvariantCulture, out var speed) && speed > 0 ? speed : null,
            Mtu = link.Mtu,
            Up = up,
        };
    }

    /// <summary>Null also when the card has just left.</summary>
    private string? DriverOf(string name)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Join(interfaces, name, "device", "driver"), returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Some drivers answer EINVAL for what they do not know, and a card can leave at any moment.</summary>
    private string? Attribute(string name, string attribute)
    {
        try
        {
            return File.ReadAllText(Path.Join(interfaces, name, attribute)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
