using System.Text.Json;
using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Agent.Tests.Control;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

public sealed class IdentifyVerbTests : IDisposable
{
    private readonly FakeCommandRunner _commands = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _commands.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_card_that_cannot_be_asked_is_an_error_with_its_name()
    {
        // The agent's answer was right, and then the card was pulled.
        Assert.Equal(ExitCode.Failed, await RunAsync(new IdentifyDocument("gwnone0", "52:54:00:00:00:01", "virtio_net", null)));
        Assert.StartsWith("gateway identify: blinking the port of gwnone0 failed: ", _error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("blinking the port of gwnone0 (52:54:00:00:00:01) for 15 s", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_an_error_with_its_number()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(new IdentifyDocument("inside", "52:54:00:00:00:01", "virtio_net", int.MaxValue)));
        Assert.Contains($"/proc/{int.MaxValue}/ns/net", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_agent_refuses_is_shown()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(null));
        Assert.Equal("gateway identify: no card is called outside\n", _error.ToString());
    }

    private async Task<int> RunAsync(IdentifyDocument? card)
    {
        using var agent = new ControlFixture(new Handler(card));
        var context = new VerbContext(_out, _error, agent.Client, _commands, Journals.System);
        return await new IdentifyVerb().RunAsync(context, ["outside"], Test.Cancellation);
    }

    private sealed class Handler(IdentifyDocument? card) : IControlHandler
    {
        public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation)
        {
            Assert.Equal(["outside"], request.Arguments);
            return Task.FromResult(card is null
                ? ControlResponse.Failed(ExitCode.Failed, "no card is called outside")
                : new ControlResponse(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(card, QueryJson.Default.IdentifyDocument) });
        }
    }
}
