using Gateway.Agent.Hosting;
using Gateway.Agent.Tests.Stack;
using Gateway.Planning.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Tests.Hosting;

/// <summary><c>[logging] debug = ["agent"]</c>: the agent's own level follows the configuration while it runs.</summary>
public sealed class LogThresholdTests : IDisposable
{
    private readonly StackFixture _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_turn_follows_the_configuration_both_ways()
    {
        _stack.Write(StackFixture.Document with { Generation = 1, Logging = new LoggingConfig { Debug = ["kea", "agent"] } });
        await _stack.Reconciler.ReconcileAsync([], Test.Cancellation);
        Assert.True(_stack.Threshold.Lets(LogLevel.Debug));

        _stack.Write(StackFixture.Document with { Generation = 2, Logging = new LoggingConfig { Debug = ["kea"] } });
        await _stack.Reconciler.ReconcileAsync([], Test.Cancellation);
        Assert.False(_stack.Threshold.Lets(LogLevel.Debug));
        Assert.True(_stack.Threshold.Lets(LogLevel.Information));
    }

    [Fact]
    public void Loggers_that_exist_already_follow_it()
    {
        using var host = AgentHost.CreateBuilder("/nowhere/manifest").Services.BuildServiceProvider();
        var logger = host.GetRequiredService<ILogger<LogThresholdTests>>();
        Assert.False(logger.IsEnabled(LogLevel.Debug));

        host.GetRequiredService<LogThreshold>().Follow(new LoggingConfig { Debug = [LoggingDefaults.Agent] });

        Assert.True(logger.IsEnabled(LogLevel.Debug));
    }
}
