using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Agent.Secrets;
using Gateway.Agent.Systemd;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Agent.Generations;

/// <summary>The parts of the host's agent that decide which configuration runs.</summary>
internal static class GenerationServices
{
    public static IServiceCollection AddGenerations(this IServiceCollection services) => services
        .AddSingleton(static _ => new GenerationStore())
        .AddSingleton(static provider => new MomentSource(
            provider.GetRequiredService<KernelClock>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(static provider => new StackCandidate(
            provider.GetRequiredService<HostBoard>(), provider.GetRequiredService<ContainerUser>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TurnQueue>()
        .AddSingleton<CandidateCheck>()
        .AddSingleton<CheckCandidate>(static provider => provider.GetRequiredService<CandidateCheck>().CheckAsync)
        .AddSingleton<Admission>()
        .AddSingleton(static provider => new StickVolume(provider.GetRequiredService<ICommandRunner>()))
        .AddSingleton(static provider => new StickConfiguration(
            provider.GetRequiredService<StickVolume>(),
            provider.GetRequiredService<GenerationStore>(),
            provider.GetRequiredService<Admission>(),
            provider.GetRequiredService<KernelClock>()))
        .AddHostedService(static provider => provider.GetRequiredService<StickConfiguration>())
        .AddSingleton<FailureMemory>()
        .AddSingleton<Trials>()
        .AddHostedService<TrialPause>()
        .AddSingleton<ConfigurationChanges>()
        .AddSingleton<ConfigurationHistory>()
        .AddSingleton<ConsoleLock>()
        .AddSingleton(static _ => new SecretStore())
        .AddSingleton<SecretUses>()
        .AddSingleton<SecretChanges>();
}
