using Gateway.Agent.Authority;
using Gateway.Agent.Cards;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Generations;
using Gateway.Agent.Hosting;
using Gateway.Agent.Names;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Secrets;
using Gateway.Agent.Support;
using Gateway.Agent.Systemd;
using Gateway.Lxd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary><c>gateway-agent host</c>: the appliance's agent, put together.</summary>
public static class HostAgent
{
    public static Task<int> RunAsync()
    {
        var builder = AgentHost.CreateBuilder(HostPaths.Manifest);
        AddHost(builder.Services);
        return AgentHost.RunAsync(builder);
    }

    internal static void AddHost(IServiceCollection services)
    {
        AddEvents(services);
        AddCards(services);
        AddLxd(services);
        AddStatus(services);
        services
            .AddSingleton(static _ => new OperatorFile())
            .AddGenerations()
            .AddSingleton<ConfigurationSource>()
            .AddSingleton<HostApplier>()
            .AddSingleton<IReconciler, HostReconciler>()
            .AddSingleton(static provider => new LeasesSource(
                static () => new ContainerFolders("/").OfVolume("state", Path.GetFileName(NamePaths.Document)), KeaControl.Of(provider.GetRequiredService<ContainerProcess>().Find)))
            .AddSingleton(static provider => new LeaseRelease(KeaControl.Of(provider.GetRequiredService<ContainerProcess>().Find)))
            .AddSingleton<IAgentQueries, HostQueries>()
            .AddSingleton<QueryHandler>()
            .AddSingleton<ConfigurationHandler>()
            .AddSingleton<CardHandler>()
            .AddSingleton<SecretHandler>()
            .AddSingleton<IControlHandler>(static provider => new ClientHandler(
                provider.GetRequiredService<SecretHandler>(), AuthorityControl.Of(provider.GetRequiredService<ContainerProcess>().Find)));
    }

    private static void AddEvents(IServiceCollection services) => services
        // A card's path is known once udev has looked at it, which is after the kernel announced it.
        .AddSingleton<IEventSource>(static _ => new FileEvents(HostPaths.UdevData, "n*"))
        // Every name: the folder takes Gateway.TOML for gateway.toml, its events do not.
        .AddSingleton<IEventSource>(static provider => new MountedFileEvents(provider.GetRequiredService<ICommandRunner>(), HostPaths.Boot, "*"))
        .AddSingleton<IEventSource>(static _ => new FileEvents(HostPaths.StickLabels, HostPaths.StickLabel))
        .AddSingleton<IEventSource, LxdEvents>();

    private static void AddCards(IServiceCollection services) => services
        .AddSingleton(static _ => new UdevProperties())
        .AddSingleton(static provider => new CardObserver(
            provider.GetRequiredService<ICommandRunner>(), provider.GetRequiredService<UdevProperties>()))
        .AddSingleton(static _ => new RememberedCards())
        .AddSingleton(static _ => new DeviceFacts())
        .AddSingleton<InventoryObserver>()
        .AddSingleton<LinkApplier>()
        .AddSingleton<BridgeAddress>()
        .AddSingleton(static _ => new ContainerProcess())
        .AddSingleton(static provider => new DomainSights(provider.GetRequiredService<ContainerProcess>(), provider.GetRequiredService<HostBoard>()))
        .AddSingleton<DomainWatch>()
        .AddHostedService(static provider => provider.GetRequiredService<DomainWatch>())
        .AddSingleton<HeardOnCards>()
        .AddSingleton<RouterListeners>()
        .AddSingleton<CardQueries>()
        .AddHostedService<CardWatch>();

    private static void AddLxd(IServiceCollection services) => services
        .AddSingleton(static _ => new LxdClient())
        .AddSingleton<ContainerUser>()
        .AddSingleton(static provider => new StackImage(provider.GetRequiredService<ICommandRunner>()))
        .AddSingleton<LxdObserver>()
        .AddSingleton(static _ => new ContainerStarts())
        .AddSingleton<LxdApplier>()
        .AddSingleton<LxdTurn>()
        .AddSingleton(static provider => new Handover(provider.GetRequiredService<ContainerUser>()))
        .AddHostedService(static provider => new ChannelServer(
            HostPaths.Socket,
            provider.GetRequiredService<ContainerUser>(),
            provider.GetRequiredService<HostBoard>(),
            provider.GetRequiredService<Trigger>(),
            provider.GetRequiredService<ILogger<ChannelServer>>()));

    private static void AddStatus(IServiceCollection services) => services
        .AddSingleton<HostBoard>()
        .AddSingleton<HostViews>()
        .AddSingleton(static provider => new BootPartition(provider.GetRequiredService<ICommandRunner>()))
        .AddHostedService<BootStatusPublisher>()
        .AddHostedService<ClockWatch>()
        .AddHostedService(static provider => new ConsolePublisher(
            provider.GetRequiredService<HostBoard>(),
            provider.GetRequiredService<KernelClock>(),
            provider.GetRequiredService<ServiceNotifier>(),
            provider.GetRequiredService<ILogger<ConsolePublisher>>()));
}
