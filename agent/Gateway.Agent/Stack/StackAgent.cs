using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Hosting;
using Gateway.Agent.Probes;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Stack;

/// <summary><c>gateway-agent stack</c>: the container's agent, put together.</summary>
public static class StackAgent
{
    public static Task<int> RunAsync()
    {
        var builder = AgentHost.CreateBuilder(StackPaths.Manifest);
        AddStack(builder.Services);
        return AgentHost.RunAsync(builder);
    }

    internal static void AddStack(IServiceCollection services)
    {
        AddEvents(services);
        services
            .AddSingleton<IProber, Prober>()
            .AddSingleton<ServiceProber>()
            .AddSingleton<ServiceWatch>()
            .AddSingleton(static _ => new StackDocumentReader())
            .AddSingleton(static _ => new LeaseObserver())
            .AddSingleton<StackObserver>()
            .AddSingleton<StackTurn>()
            .AddSingleton(static _ => new Latest<StackReport>(new StackReport()))
            .AddSingleton(static _ => new ServedState())
            .AddSingleton<StackReconciler>()
            .AddSingleton(static _ => new CandidateReader())
            .AddSingleton<IReconciler, CandidateReconciler>()
            .AddSingleton<IAgentQueries, StackQueries>()
            .AddSingleton<IControlHandler, QueryHandler>()
            .AddHostedService<StackStatusLine>()
            .AddHostedService<LinkReporter>()
            .AddHostedService(static provider => new HostChannel(
                StackPaths.HostSocket,
                provider.GetRequiredService<Latest<StackReport>>(),
                provider.GetRequiredService<ILogger<HostChannel>>()));
    }

    private static void AddEvents(IServiceCollection services) => services
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Document)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Candidate)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.NetworkState));
}
