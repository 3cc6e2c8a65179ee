using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Host.Files;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Planning.Host;

/// <summary>Configuration, bindings and inventory -&gt; all that the host's reconciler wants.</summary>
public static class HostPlanner
{
    public static HostDesired Plan(GatewayConfig config, RoleBindings bindings, HostInventory inventory, int generation) => new()
    {
        Bindings = bindings,
        Links = LinkGoals.Plan(config, bindings, inventory),
        State = Merge(
        [
            LinkFiles.Plan(config, bindings, inventory),
            NetworkFiles.Plan(config, bindings, inventory),
            HostFirewall.Plan(config),
            TimeFiles.Plan(config),
            SshFiles.Plan(config),
        ]),
        Lxd = LxdGoalPlanner.Plan(config, bindings, inventory),
        Stack = StackDocumentFactory.Make(config, bindings, inventory, generation),
        Conditions = [.. ProxyVolume.Conditions(config.Proxy, inventory.StateBytes), .. RegistryVolumes.Conditions(config.Registry, inventory.StateBytes)],
    };

    private static DesiredState Merge(ImmutableArray<DesiredState> parts) => new()
    {
        Files = [.. parts.SelectMany(static part => part.Files)],
        Units = [.. parts.SelectMany(static part => part.Units)],
    };
}
