using System.Collections.Immutable;

namespace Gateway.Planning.Status;

/// <summary>The container's report → the status document that <c>gateway status</c> shows inside the container.</summary>
public static class StackStatus
{
    public static StatusDocument ToDocument(StackReport report, string release, double uptime) => new()
    {
        Release = release,
        Uptime = uptime,
        Ready = report.Ready,
        Generation = report.Generation,
        Configuration = new ConfigurationStatus { State = report.Generation > 0 ? "ok" : "missing" },
        Roles = Roles(report.Links),
        Cards = [.. report.Links.Where(static link => link.Mac is not null).Select(static link =>
            new CardStatus(link.Name, link.Mac!, null, null, null, link.Carrier, link.Speed, RoleOf(link.Name)))],
        Services = report.Services,
        Conditions = report.Conditions,
        RootFingerprint = report.RootFingerprint,
        Health = new HealthStatus { FailedContainerUnits = report.FailedUnits, RestartedContainerUnits = report.RestartedUnits },
    };

    /// <summary>Addresses of the inside are on its bridge, the card below it has the carrier.</summary>
    private static ImmutableArray<RoleStatus> Roles(ImmutableArray<LinkReport> links)
    {
        var outside = links.FirstOrDefault(static link => link.Name == "outside");
        var inside = links.FirstOrDefault(static link => link.Name == "inside");
        var bridge = links.FirstOrDefault(static link => link.Name == "br-inside");
        return
        [
            new RoleStatus("outside", outside is null ? "missing" : "bound", outside?.Mac, outside?.Addresses ?? [], outside?.Carrier)
            {
                Router = outside?.Router,
            },
            new RoleStatus("inside", inside is null ? "missing" : "bound", inside?.Mac, bridge?.Addresses ?? [], inside?.Carrier),
        ];
    }

    private static string? RoleOf(string link) => link switch
    {
        "outside" => "outside",
        "inside" or "br-inside" or "bcmnet" => "inside",
        _ => null,
    };
}
