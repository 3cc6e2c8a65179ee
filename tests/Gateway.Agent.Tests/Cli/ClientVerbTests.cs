using System.Text.Json;
using Gateway.Agent.Authority;
using Gateway.Agent.Control;
using Gateway.Agent.Tests.Authority;
using Gateway.Agent.Tests.Control;

namespace Gateway.Agent.Tests.Cli;

/// <summary>The verb, the agent that passes it on, and the authority's own desk behind both.</summary>
public sealed class ClientVerbTests : IDisposable
{
    private readonly AuthorityFixture _authority = new();
    private readonly ControlFixture _desk;
    private readonly CliFixture _cli;

    private static RecordingHandler Others => new(static _ => ControlResponse.Failed(ExitCode.Usage, "other"));

    public ClientVerbTests()
    {
        _authority.Authority.Renew();
        _desk = new ControlFixture(new ClientDesk(_authority.Authority, _authority.Folders));
        _cli = new CliFixture(new ClientHandler(Others, new AuthorityControl(() => _desk.SocketPath)));
    }

    public void Dispose()
    {
        _cli.Dispose();
        _desk.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task What_add_prints_is_what_to_run_on_the_client()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("add", "laptop", "--push", "--repository", "team"));

        Assert.Contains("http://gateway.home.arpa/enrol.sh", _cli.Out.ToString());
        Assert.Contains($"sh enrol.sh laptop {_authority.Fingerprint}", _cli.Out.ToString());
        Assert.Equal(ExitCode.Ok, await RunAsync("list"));
        Assert.Contains("laptop  pull, push in team  waiting: its token can be used until 2026-11-22 04:00 UTC", _cli.Out.ToString());
    }

    [Fact]
    public async Task Without_a_client_the_list_says_how_to_begin()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("list"));

        Assert.Equal("no client may use the registries; `gateway client add NAME` lets one\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task Rights_and_revocation_are_said()
    {
        await RunAsync("add", "laptop");
        await RunAsync("rights", "laptop", "--push");
        await RunAsync("revoke", "laptop");

        Assert.EndsWith("laptop may pull, push\nlaptop is revoked\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task What_the_authority_refuses_is_said_and_nothing_else()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync("revoke", "laptop"));

        Assert.Equal("gateway client: there is no client laptop: see `gateway client list`\n", _cli.Error.ToString());
    }

    [Theory]
    [InlineData("add")]
    [InlineData("rights", "laptop")]
    [InlineData("list", "--push")]
    [InlineData("forget", "laptop")]
    public async Task What_is_not_said_is_asked_for(params string[] arguments) => Assert.Equal(ExitCode.Usage, await RunAsync(arguments));

    /// <summary>On the host the answer comes out of the container.</summary>
    [Theory]
    [InlineData("""{"version":1,"clients":[{"name":"\u001b[2J","state":"enrolled","pull":true,"push":false}]}""")]
    [InlineData("""{"version":1,"clients":{}}""")]
    [InlineData("""{"version":1}""")]
    public async Task An_answer_that_the_authority_does_not_give_is_not_shown(string json)
    {
        using var forged = new ControlFixture(new RecordingHandler(_ => new ControlResponse(ExitCode.Ok) { Result = JsonDocument.Parse(json).RootElement.Clone() }));
        var handler = new ClientHandler(Others, new AuthorityControl(() => forged.SocketPath));

        var response = await handler.HandleAsync(new ControlRequest("client") { Arguments = ["list"] }, Test.Cancellation);

        Assert.Null(response.Result);
        Assert.Contains("same release", response.Error);
    }

    [Fact]
    public async Task Without_an_authority_the_answer_says_so()
    {
        var handler = new ClientHandler(Others, new AuthorityControl(static () => "/nowhere/authority.sock"));

        var response = await handler.HandleAsync(new ControlRequest("client") { Arguments = ["list"] }, Test.Cancellation);

        Assert.Contains("cannot be asked", response.Error);
    }

    private Task<int> RunAsync(params string[] arguments) => _cli.RunAsync(["client", .. arguments]);
}
