using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Agent.Tests.Control;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

/// <summary>The operator's command with an agent that answers as the test says, fake programs, and what it writes.</summary>
internal sealed class CliFixture(IControlHandler? handler = null) : IDisposable
{
    private readonly ControlFixture _agent = new(handler);

    public FakeCommandRunner Commands { get; } = new();
    public TemporaryDirectory Directory { get; } = new();
    public StringWriter Out { get; } = new();
    public StringWriter Error { get; } = new();
    public FakeQueries Queries => _agent.Queries;
    public string KeaSocket => _agent.KeaSocket;

    /// <summary>Runs the command as the operator types it; null: on the agent's own socket.</summary>
    public Task<int> RunAsync(string[] arguments, string? socket = null)
    {
        var context = new VerbContext(Out, Error, new ControlClient(socket ?? _agent.SocketPath), Commands, new Journals(Directory.At("journal")));
        return new CommandLine(VerbCatalog.Verbs, context).RunAsync([.. arguments], Test.Cancellation);
    }

    public void Dispose()
    {
        _agent.Dispose();
        Commands.Dispose();
        Directory.Dispose();
        Out.Dispose();
        Error.Dispose();
    }
}
