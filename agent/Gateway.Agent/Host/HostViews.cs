using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Gateway.Agent.Units;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Stages of a turn -&gt; what the board shows.</summary>
public sealed class HostViews(HostBoard board, UnitObserver units, ContainerStarts starts, DeviceFacts facts, ReleaseFile release)
{
    /// <summary>The configuration and the cards are known; the turn goes on.</summary>
    public void Observed(ConsideredConfiguration considered, HostInventory inventory) =>
        board.Update(view => WithMachine(view, considered, inventory) with
        {
            Conditions = [.. MachineConditions(considered, inventory), .. view.Conditions.Where(IsOfTurn)],
        });

    public void Applied(
        ConsideredConfiguration considered, HostInventory inventory, HostDesired desired, StateOutcome outcome) =>
        board.Update(view => WithMachine(view, considered, inventory) with
        {
            Settled = desired.Stack is not null && outcome.IsSettled,
            Failing = outcome.Failing,
            Conditions = [.. MachineConditions(considered, inventory), .. desired.Conditions, .. outcome.Conditions],
        });

    public void Failed(Exception failure) => board.Update(view => view with
    {
        Settled = false,
        Conditions =
        [
            .. view.Conditions.Where(static condition => !IsOfTurn(condition) || IsOfMachine(condition)),
            new Condition(HostConditions.TurnFailed, "error", $"bringing the gateway to its configuration failed: {failure.Message}; it is tried again"),
        ],
    });

    /// <summary>What the container stands on; LXD is among them, and this agent.</summary>
    private static readonly string[] Foundations =
        ["chrony.service", "gateway-agent-host.service", "gateway-ssh.service", "lxd.service", "systemd-networkd.service"];

    public async Task HealthAsync(CancellationToken cancellation)
    {
        var health = await units.HealthAsync(Foundations, cancellation);
        var taint = long.Parse(await File.ReadAllTextAsync(HostPaths.KernelTaint, cancellation), CultureInfo.InvariantCulture);
        board.Update(view => view with
        {
            FailedUnits = health.Failed,
            RestartedUnits = health.Restarted,
            ContainerStarts = starts.Count,
            KernelTaint = taint,
        });
    }

    private HostView WithMachine(HostView view, ConsideredConfiguration considered, HostInventory inventory) => view.Beginning(considered.Generation ?? 0) with
    {
        Release = release.Read(),
        Slot = facts.Slot(),
        Configuration = considered.Status,
        Bindings = considered.Config is { } config ? RoleBinder.Bind(config, inventory.Cards) : null,
        Cards = inventory.Cards,
        Places = considered.Places,
        Login = considered.Config is { System.SshKeys.IsEmpty: false } reachable ? $"ssh root@{SegmentDefaults.HostAddress(reachable)}" : null,
    };

    private static ImmutableArray<Condition> MachineConditions(ConsideredConfiguration considered, HostInventory inventory) =>
    [
        .. considered.Conditions,
        .. considered.Config is { } config ? RoleConditions.Of(RoleBinder.Bind(config, inventory.Cards), inventory.Cards, considered.Places) : [],
    ];

    /// <summary>What the last turn told of stays until the next one ends, so that nothing comes and goes with each turn.</summary>
    private static bool IsOfTurn(Condition condition) => condition.Code is HostConditions.UnitFailed or HostConditions.FileRefused or HostConditions.StartHeldBack or HostConditions.TurnFailed
        || IsOfMachine(condition);

    private static bool IsOfMachine(Condition condition) => condition.Code is HostConditions.ProxyCacheSmaller or HostConditions.RegistryQuotaSmaller;
}
