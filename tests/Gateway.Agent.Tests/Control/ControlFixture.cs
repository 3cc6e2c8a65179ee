using System.Collections.Immutable;
using Gateway.Agent.Control;
using Gateway.Agent.Names;
using Gateway.Planning.Names;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Control;

/// <summary>A control server on a real socket, with an agent whose answers the test gives.</summary>
internal sealed class ControlFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ControlServer _server;

    public ControlFixture(IControlHandler? handler = null, params uint[] users)
    {
        Queries = new FakeQueries();
        _server = new ControlServer(
            SocketPath,
            users.Length > 0 ? [.. users] : [Files.LinuxFileAccess.User],
            handler ?? new QueryHandler(Queries, new LeaseRelease(new KeaControl(() => KeaSocket))),
            NullLogger<ControlServer>.Instance);
        _server.StartAsync(Test.Cancellation).GetAwaiter().GetResult();
        Client = new ControlClient(SocketPath);
    }

    public string SocketPath => _directory.At("agent.sock");

    /// <summary>Where the agent asks Kea.</summary>
    public string KeaSocket => _directory.At("kea.sock");
    public FakeQueries Queries { get; }
    public ControlClient Client { get; }

    public void Dispose()
    {
        _server.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        _server.Dispose();
        _directory.Dispose();
    }
}

internal sealed class FakeQueries : IAgentQueries
{
    public StatusDocument Document { get; set; } = new() { Release = "1.2.3" };
    public ImmutableArray<string> Changes { get; set; } = [];

    public StatusDocument Status() => Document;

    /// <summary>Called when a plan is asked for, before the answer.</summary>
    public Func<CancellationToken, Task> OnPlan { get; set; } = static _ => Task.CompletedTask;

    public async Task<PlanDocument> PlanAsync(CancellationToken cancellation)
    {
        await OnPlan(cancellation);
        return new PlanDocument(Changes);
    }

    public LeasesDocument Leases { get; set; } = new();

    public Task<LeasesDocument> LeasesAsync(CancellationToken cancellation) => Task.FromResult(Leases);
}
