using Gateway.Agent.Authority;
using Gateway.Agent.BlockLists;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Events;
using Gateway.Agent.Hosting;
using Gateway.Agent.Names;
using Gateway.Agent.Probes;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Services.Authority;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        AddNames(services);
        services
            .AddSingleton<IProber, Prober>()
            .AddSingleton<ServiceProber>()
            .AddSingleton<ServiceWatch>()
            .AddSingleton(static _ => new StackDocumentReader())
            .AddSingleton(static _ => new LeaseObserver())
            .AddSingleton(static _ => new NameKey())
            .AddSingleton(static _ => new CertificateObserver())
            .AddSingleton(static _ => new AuthorityReportFile())
            .AddSingleton<StackObserver>()
            .AddSingleton<StackTurn>()
            .AddSingleton(static _ => new Latest<StackReport>(new StackReport()))
            .AddSingleton(static _ => new ServedState())
            .AddSingleton<StackReconciler>()
            .AddSingleton(static _ => new CandidateReader())
            .AddSingleton<IReconciler, CandidateReconciler>()
            .AddSingleton<IAgentQueries, StackQueries>()
            .AddSingleton<QueryHandler>()
            .AddSingleton<IControlHandler>(static provider => new ClientHandler(provider.GetRequiredService<QueryHandler>(), AuthorityControl.Here()))
            .AddHostedService<StackStatusLine>()
            .AddHostedService<LinkReporter>()
            .AddHostedService(static provider => new HostChannel(
                StackPaths.HostSocket,
                provider.GetRequiredService<Latest<StackReport>>(),
                provider.GetRequiredService<ILogger<HostChannel>>()));
    }

    private static void AddNames(IServiceCollection services) => services
        .AddSingleton(static _ => new LeaseFile())
        .AddSingleton<NameZones>()
        .AddSingleton(static provider => new ZoneRepair(
            provider.GetRequiredService<ICommandRunner>(), provider.GetRequiredService<ILogger<ZoneRepair>>()))
        .AddSingleton(static _ => new LeasesSource(static () => NamePaths.Document, KeaControl.Here()))
        .AddSingleton(static _ => new LeaseRelease(KeaControl.Here()))
        .AddSingleton(static provider => new LeaseReport(
            NamePaths.Document,
            provider.GetRequiredService<Trigger>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LeaseReport>>()))
        .AddSingleton<LeaseNames>()
        .AddSingleton<ForeignServers>()
        .AddSingleton(static _ => new BlockListWatch(new BlockListStore()))
        .AddSingleton<InsideWatch>()
        .AddHostedService(static provider => provider.GetRequiredService<LeaseNames>())
        // Not the first pump of this agent, and of one type only one is taken by AddHostedService.
        .AddSingleton<IHostedService>(static provider => new EventPump(
            [new PacedFileEvents(NamePaths.Leases, Path.GetFileName(NamePaths.LeaseFile) + "*", provider.GetRequiredService<TimeProvider>())],
            provider.GetRequiredService<LeaseNames>().Trigger,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventPump>>()));

    private static void AddEvents(IServiceCollection services) => services
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Document)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.Channel, Path.GetFileName(StackPaths.Candidate)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(AuthorityDefaults.Served, Path.GetFileName(AuthorityDefaults.Changed)))
        .AddSingleton<IEventSource>(static _ => new FileEvents(StackPaths.NetworkState))
        .AddSingleton<IEventSource>(static _ => new FileEvents(BlockListSpec.Folder, BlockListState.FileName));
}
