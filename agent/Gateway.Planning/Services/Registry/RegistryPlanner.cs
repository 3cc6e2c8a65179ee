using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Registry;

/// <summary>The private registry.</summary>
public sealed class RegistryPlanner : IServicePlanner
{
    private const string Unit = $"gateway-registry@{RegistryConfig.Instance}.service";
    private const string Collecting = "gateway-collect-registry.timer";
    private const string Path = $"/etc/gateway/registry/{RegistryConfig.Instance}.yml";

    public ImmutableArray<string> DebianPackages => ["docker-registry"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        RegistryConfig.From(document) is { Enabled: true } config
            ? Serving(config)
            : new ServicePlan("registry") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped), new ManagedUnit(Collecting, UnitGoal.Stopped)] };

    private static ServicePlan Serving(RegistryConfig config) => new("registry")
    {
        Files = [new ManagedFile(Path, RegistryConf.Render(config.Process))],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [Path] }, new ManagedUnit(Collecting, UnitGoal.Running)],
        Probes = [new Probe.SocketOk([config.Process.Socket], "/v2/")],
        Storage = [new ServiceStorage("registry", config.Process.Directory)],
    };
}
