using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Hosting;

/// <summary>What both daemons share. Each adds its <see cref="IReconciler"/>, <see cref="IEventSource"/>s and <see cref="IControlHandler"/>.</summary>
public static class AgentHost
{
    public static HostApplicationBuilder CreateBuilder()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging
            .AddProvider(new JournalLoggerProvider(Console.Error))
            .SetMinimumLevel(LogLevel.Information);
        builder.Services
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
        return builder;
    }

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
