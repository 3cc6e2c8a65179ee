using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Generations;

/// <summary>An agent that is stopped in order interrupts no trial: the next one goes on with it.</summary>
public sealed class TrialPause(Trials trials) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        trials.Pause();
        return Task.CompletedTask;
    }
}
