using Gateway.Agent.Authority;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Cards;
using Gateway.Agent.Host;
using Gateway.Agent.Hosting;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Stack;
using Gateway.Planning.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Tests.Hosting;

public sealed class CompositionTests
{
    [Fact]
    public void Everything_the_hosts_agent_is_made_of_can_be_made()
    {
        var builder = AgentHost.CreateBuilder("/nowhere/manifest");
        HostAgent.AddHost(builder.Services);
        using var host = builder.Build();

        Assert.IsType<HostReconciler>(host.Services.GetRequiredService<IReconciler>());
        Assert.IsType<ClientHandler>(host.Services.GetRequiredService<IControlHandler>());
        Assert.Equal(6, host.Services.GetServices<IEventSource>().Count());
        Assert.Contains(host.Services.GetServices<IHostedService>(), static service => service is ChannelServer);
        Assert.Contains(host.Services.GetServices<IHostedService>(), static service => service is CardWatch);
        Assert.Contains(host.Services.GetRequiredService<DomainWatch>(), host.Services.GetServices<IHostedService>());
    }

    [Fact]
    public void Everything_the_containers_agent_is_made_of_can_be_made()
    {
        var builder = AgentHost.CreateBuilder("/nowhere/manifest");
        StackAgent.AddStack(builder.Services);
        using var host = builder.Build();

        Assert.IsType<CandidateReconciler>(host.Services.GetRequiredService<IReconciler>());
        Assert.Equal(7, host.Services.GetServices<IEventSource>().Count());
        Assert.Contains(host.Services.GetServices<IHostedService>(), static service => service is HostChannel);
        // What it reports before its first turn: nothing, and above all not that there is no configuration.
        Assert.Empty(host.Services.GetRequiredService<Latest<StackReport>>().Value.Conditions);
    }
}
