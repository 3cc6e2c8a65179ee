using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Hosting;
using Gateway.Agent.Links;
using Gateway.Agent.Probes;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Units;
using Gateway.Planning.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Stack;

/// <summary><c>gateway-agent stack</c>: the container's agent, put together.</summary>
public static class StackAgent
{
    public static Task<int> RunAsync()
    {
        var builder = AgentHost.CreateBuilder();
        AddStack(builder.Services);
        return AgentHost.RunAsync(builder);
    }

    internal static void AddStack(IServiceCollection services)
    {
        AddEvents(services);
        AddMachine(services);
        services
            .AddSingleton<IProber, Prober>()
            .AddSingleton<ServiceProber>()
            .AddSingleton<ServiceWatch>()
            .AddSingleton<StartBackoff>()
            .AddSingleton(static _ => new StackDocumentReader())
            .AddSingleton(static _ => new LeaseObserver())
            .AddSingleton<StackObserver>()
            .AddSingleton<StackTurn>()
            .AddSingleton(static _ => new Latest<StackReport>(StackReports.Idle(StackPaths.Document)))
            .AddSingleton<StackReconciler>()
            .AddSingleton(static _ => new CandidateReader())
            .AddSingleton<IReconciler, CandidateReconciler>()
            .AddSingleton<IAgentQueries, StackQueries>()
            .AddSingleton<IControlHandler, QueryHandler>()
            .AddHostedService<StackStatusLine>()
            .AddHostedService(static provider => new HostChannel(
                StackPaths.HostSocket,
                provider.GetRequiredService<Latest<StackReport>>(),
                provider.GetRequiredService<ILogger<HostChannel>>()));
    }

    private static void AddEvents(IServiceCollection services) => services
        .AddSingleton<IEventSource, UnitEvents>()
        .AddSingleton<IEventSource>(static _ => new LinkEvents())
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Document)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Candidate)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.NetworkState));

    private static void AddMachine(IServiceCollection services) => services
        .AddSingleton(static _ => new AccountNames())
        .AddSingleton(static _ => new FileManifest(StackPaths.Manifest))
        .AddSingleton(static _ => new LoadedFiles(StackPaths.LoadedFiles))
        .AddSingleton(static provider => new FileObserver(FileRoot.System, provider.GetRequiredService<AccountNames>()))
        .AddSingleton(static provider => new FileApplier(
            FileRoot.System,
            provider.GetRequiredService<FileManifest>(),
            StackPaths.Staging,
            provider.GetRequiredService<AccountNames>(),
            provider.GetRequiredService<ICommandRunner>()))
        .AddSingleton<UnitObserver>()
        .AddSingleton<UnitApplier>()
        .AddSingleton<StateObserver>()
        .AddSingleton<PlanApplier>()
        .AddSingleton<LinkObserver>();
}
