using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Planning.Status;

namespace Gateway.Agent.Links;

/// <summary>Reads links, their addresses and default routers from the kernel by <c>ip</c>.</summary>
/// <param name="interfaces">The kernel's directory of interfaces.</param>
public sealed class LinkObserver(ICommandRunner commands, string interfaces = HostPaths.Interfaces)
{
    private static readonly Command Addresses = Command.Of("ip", "-json", "address", "show");
    private static readonly Command Routes = Command.Of("ip", "-json", "route", "show", "default");

    /// <summary>All links but the loopback, without link-local addresses.</summary>
    public async Task<ImmutableArray<LinkReport>> ObserveAsync(CancellationToken cancellation)
    {
        var routes = commands.RunCheckedAsync(Routes, cancellation);
        var addresses = await commands.RunCheckedAsync(Addresses, cancellation);
        return [.. Parse(addresses, await routes).Select(link => link.Carrier == true ? link with { Speed = Speed(link.Name) } : link)];
    }

    /// <summary>Null where the driver does not know, or the link has just left.</summary>
    private int? Speed(string name)
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Join(interfaces, name, "speed")), CultureInfo.InvariantCulture, out var speed) && speed > 0 ? speed : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static ImmutableArray<LinkReport> Parse(string addresses, string routes)
    {
        var routers = Routers(routes);
        using var links = JsonDocument.Parse(addresses);
        return [.. links.RootElement.EnumerateArray()
            .Where(static link => link.TryGetProperty("ifname", out _) && Text(link, "link_type") != "loopback")
            .Select(link => LinkOf(link, routers))];
    }

    private static LinkReport LinkOf(JsonElement link, ImmutableDictionary<string, string> routers)
    {
        var name = Text(link, "ifname")!;
        ImmutableArray<string> flags = [.. link.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString()!)];
        return new LinkReport(name, Text(link, "address"), flags.Contains("UP") ? flags.Contains("LOWER_UP") : null, AddressesOf(link))
        {
            Router = routers.GetValueOrDefault(name),
        };
    }

    private static ImmutableArray<string> AddressesOf(JsonElement link) =>
        link.TryGetProperty("addr_info", out var addresses)
            ? [.. addresses.EnumerateArray()
                .Where(static address => Text(address, "scope") != "link" && Text(address, "local") is not null)
                .Select(static address => $"{Text(address, "local")}/{address.GetProperty("prefixlen").GetInt32()}")]
            : [];

    private static ImmutableDictionary<string, string> Routers(string routes)
    {
        var routers = ImmutableDictionary.CreateBuilder<string, string>();
        using var document = JsonDocument.Parse(routes.Trim().Length == 0 ? "[]" : routes);
        foreach (var route in document.RootElement.EnumerateArray())
        {
            if (Text(route, "gateway") is { } gateway && Text(route, "dev") is { } device)
                routers.TryAdd(device, gateway);
        }
        return routers.ToImmutable();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
