using System.Collections.Immutable;
using Gateway.Planning.Host;

namespace Gateway.Planning.Status;

/// <summary>The host's view and the container's report -&gt; the status that every surface shows.</summary>
public static class HostStatus
{
    private const string Bridge = "br-inside";

    /// <param name="report">Null while the container does not report.</param>
    public static StatusDocument ToDocument(HostView view, StackReport? report, double uptime) => new()
    {
        Release = view.Release,
        Slot = view.Slot,
        Uptime = uptime,
        Ready = IsReady(view, report),
        Generation = view.Generation,
        Configuration = view.Configuration,
        Roles = view.Bindings is { } bindings ? [.. bindings.All.Select(binding => Role(binding, report))] : [],
        Cards = [.. view.Cards.Select(card => Card(card, view, report))],
        Services = report?.Services ?? [],
        Conditions = [.. view.Conditions, .. Optional(view.BootPartition), .. report?.Conditions ?? []],
        Health = new HealthStatus
        {
            FailedUnits = view.FailedUnits,
            FailedContainerUnits = report?.FailedUnits ?? [],
            RestartedUnits = view.RestartedUnits,
            RestartedContainerUnits = report?.RestartedUnits ?? [],
            ContainerStarts = view.ContainerStarts,
            KernelTaint = view.KernelTaint,
        },
        RootFingerprint = report?.RootFingerprint,
        Login = view.Login,
    };

    private static bool IsReady(HostView view, StackReport? report) =>
        view is { Settled: true, Failing.IsEmpty: true, Bindings: { } bindings }
        && report is { Ready: true }
        && report.Generation == view.Generation
        && bindings.All.All(static binding => binding.State is BindingState.Bound or BindingState.Detached);

    /// <summary>The inside's addresses are on the bridge, the card below it has the carrier.</summary>
    private static RoleStatus Role(RoleBinding binding, StackReport? report)
    {
        var card = Link(report, binding.Role);
        var addressed = binding.Role == HostNames.Inside ? Link(report, Bridge) : card;
        return new RoleStatus(
            binding.Role,
            binding.StateText,
            binding.Card?.Identity,
            addressed?.Addresses ?? [],
            Carrier(binding.Card, card))
        {
            Router = addressed?.Router,
        };
    }

    /// <summary>The card that the host holds is asked itself: what stands on it in the container is told of later, or not at all.</summary>
    private static bool? Carrier(NetworkCard? card, LinkReport? link) => card switch
    {
        null => null,
        { InContainer: true } => link?.Carrier,
        _ => card.Carrier ?? link?.Carrier,
    };

    private static CardStatus Card(NetworkCard card, HostView view, StackReport? report)
    {
        var link = card.InContainer ? Link(report, HostNames.Inside) : null;
        var heard = view.Heard.GetValueOrDefault(card.Identity);
        return new CardStatus(
            card.Name, card.Mac, card.PermanentMac, card.Path, card.Driver, Carrier(card, link), link?.Speed ?? card.Speed, view.Bindings?.RoleOf(card))
        {
            Routers = heard?.Routers ?? [],
            Offer = heard?.Offer,
        };
    }

    private static LinkReport? Link(StackReport? report, string name) =>
        report?.Links.FirstOrDefault(link => link.Name == name);

    private static ImmutableArray<Condition> Optional(Condition? condition) => condition is null ? [] : [condition];
}
