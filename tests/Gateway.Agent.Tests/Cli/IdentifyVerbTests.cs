using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Cli;

public sealed class IdentifyVerbTests : IDisposable
{
    private readonly Handler _handler = new();
    private readonly CliFixture _cli;

    public IdentifyVerbTests() => _cli = new CliFixture(_handler);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_card_that_cannot_be_asked_is_an_error_with_its_name()
    {
        // The agent's answer was right, and then the card was pulled.
        Assert.Equal(ExitCode.Failed, await RunAsync(new IdentifyDocument("gwnone0", "52:54:00:00:00:01", "virtio_net", null)));
        Assert.StartsWith("gateway identify: blinking the port of gwnone0 failed: ", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("blinking the port of gwnone0 (52:54:00:00:00:01) for 15 s", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_an_error_with_its_number()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(new IdentifyDocument("inside", "52:54:00:00:00:01", "virtio_net", int.MaxValue)));
        Assert.Contains($"/proc/{int.MaxValue}/ns/net", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_agent_refuses_is_shown()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(null));
        Assert.Equal("gateway identify: no card is called outside\n", _cli.Error.ToString());
    }

    private Task<int> RunAsync(IdentifyDocument? card)
    {
        _handler.Card = card;
        return _cli.RunAsync(["identify", "outside"]);
    }

    private sealed class Handler : IControlHandler
    {
        public IdentifyDocument? Card { get; set; }

        public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation)
        {
            Assert.Equal(["outside"], request.Arguments);
            return Task.FromResult(Card is null
                ? ControlResponse.Failed(ExitCode.Failed, "no card is called outside")
                : new ControlResponse(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(Card, QueryJson.Default.IdentifyDocument) });
        }
    }
}
