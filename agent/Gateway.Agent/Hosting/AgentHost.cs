using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Links;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Gateway.Agent.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Hosting;

/// <summary>What both daemons share. Each adds its <see cref="IReconciler"/> and <see cref="IControlHandler"/>, and what else it watches and serves.</summary>
public static class AgentHost
{
    private const string LoadedFilesPath = "/run/gateway/units.json";
    private const string StagingPath = "/run/gateway/staging";
    private const string WholePath = "/run/gateway/whole";

    /// <param name="manifest">Where the list of the written files is kept: it lives as long as they do.</param>
    public static HostApplicationBuilder CreateBuilder(string manifest)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var threshold = new LogThreshold();
        builder.Logging
            .AddProvider(new JournalLoggerProvider(Console.Error))
            .AddFilter((_, _, level) => threshold.Lets(level));
        builder.Services.AddSingleton(threshold);
        AddServices(builder.Services);
        AddMachine(builder.Services, manifest);
        return builder;
    }

    private static void AddServices(IServiceCollection services) => services
        .Configure<ConsoleLifetimeOptions>(static options => options.SuppressStatusMessages = true)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ICommandRunner, CommandRunner>()
        .AddSingleton(static _ => new Trigger())
        .AddSingleton<TurnProgress>()
        .AddSingleton(static _ => new ServiceNotifier())
        .AddSingleton(static _ => new KernelClock())
        .AddSingleton(static _ => new ReleaseFile())
        .AddHostedService(static services => new ControlServer(
            ControlSocket.Path,
            ControlServer.RootOnly,
            services.GetRequiredService<IControlHandler>(),
            services.GetRequiredService<ILogger<ControlServer>>()))
        .AddHostedService<ReadyNotification>()
        .AddHostedService<WatchdogService>()
        .AddHostedService<EventPump>()
        .AddHostedService<ReconcilerService>();

    private static void AddMachine(IServiceCollection services, string manifest) => services
        .AddSingleton<IEventSource, UnitEvents>()
        .AddSingleton<LinkWakeup>()
        .AddSingleton<IEventSource, LinkEvents>()
        .AddSingleton(static _ => new AccountNames())
        .AddSingleton(_ => new FileManifest(manifest))
        .AddSingleton(static _ => new LoadedFiles(LoadedFilesPath))
        .AddSingleton(static provider => new FileObserver(FileRoot.System, provider.GetRequiredService<AccountNames>()))
        .AddSingleton(static provider => new FileApplier(
            FileRoot.System,
            provider.GetRequiredService<FileManifest>(),
            StagingPath,
            provider.GetRequiredService<AccountNames>(),
            provider.GetRequiredService<ICommandRunner>()))
        .AddSingleton(static _ => new WholeGeneration(WholePath))
        .AddSingleton(static _ => new Invocations())
        .AddSingleton<UnitRestartCounts>()
        .AddSingleton<UnitObserver>()
        .AddSingleton<UnitApplier>()
        .AddSingleton<LinkObserver>()
        .AddSingleton<StateObserver>()
        .AddSingleton<PlanApplier>()
        .AddSingleton<StartBackoff>()
        .AddSingleton<StateTurn>();

    /// <summary>Runs until systemd asks for the end; returns the exit code.</summary>
    public static async Task<int> RunAsync(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await host.RunAsync();
        // A background service that throws stops the host, which then ends as if all were well.
        return services.Any(static service => service.ExecuteTask is { IsFaulted: true }) ? ExitCode.Failed : ExitCode.Ok;
    }
}
