using System.Collections.Immutable;
using Gateway.Agent.Control;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Cli;

public sealed class NetworkVerbTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public NetworkVerbTests() => _cli.Commands.Answer("ping -n -q -c 1 -W 2 -- 5.1.0.1").Answer("ping -n -q -c 1 -W 2 -- 127.0.0.9");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Each_step_says_what_it_found_and_a_silent_resolver_fails()
    {
        _cli.Queries.Document = Status(carrier: true, ["5.1.0.17/24"], "5.1.0.1");

        Assert.Equal(ExitCode.NotReady, await RunAsync());

        Assert.StartsWith(
            """
            [ ok ] outside card: 52:54:00:00:00:01 has a link
            [ ok ] address from the provider: 5.1.0.17/24
            [ ok ] provider's router: 5.1.0.1 answers
            [ ok ] inside card: 52:54:00:00:00:02 has a link
            [ ok ] gateway's address inside: 127.0.0.9 answers
            [FAIL] services: these do not answer: kea; see `gateway status`
            [FAIL] name from the resolver: asking 127.0.0.9 for debian.org failed: 
            """.TrimEnd('\n'),
            _cli.Out.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cable_the_first_step_names_it()
    {
        _cli.Queries.Document = Status(carrier: false, [], null);

        Assert.Equal(ExitCode.NotReady, await RunAsync("--json"));

        Assert.StartsWith("""{"version":1,"steps":[{"name":"outside card","works":false,"text":"52:54:00:00:00:01 has no link""", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("the provider\\u0027s DHCP server does not answer", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("192.0.2.1")]
    public async Task Only_a_name_is_asked_for(string name) => Assert.Equal(ExitCode.Usage, await RunAsync(name));

    private static StatusDocument Status(bool carrier, ImmutableArray<string> addresses, string? router) => new()
    {
        Release = "1.2.3",
        Roles =
        [
            new RoleStatus("outside", "bound", "52:54:00:00:00:01", addresses, carrier) { Router = router },
            new RoleStatus("inside", "bound", "52:54:00:00:00:02", ["127.0.0.9/8", "fd00::1/64"], true),
        ],
        Services = [new ServiceStatus("kea", "failed"), new ServiceStatus("squid", "off"), new ServiceStatus("unbound", "answering")],
    };

    private Task<int> RunAsync(params string[] arguments) => _cli.RunAsync(["network", .. arguments]);
}
