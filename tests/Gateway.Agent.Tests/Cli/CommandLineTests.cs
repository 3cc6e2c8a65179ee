using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Status_shows_the_screen_and_says_by_its_exit_code_whether_all_is_well()
    {
        Assert.Equal(ExitCode.NotReady, await RunAsync("status"));
        _cli.Queries.Document = new StatusDocument { Release = "1.2.3", Ready = true };
        Assert.Equal(ExitCode.Ok, await RunAsync("status"));

        Assert.Contains("Gateway 1.2.3", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_as_json_is_the_document_itself()
    {
        await RunAsync("status", "--json");

        Assert.Equal(StatusJson.ToText(_cli.Queries.Document), _cli.Out.ToString().TrimEnd('\n'));
    }

    [Fact]
    public async Task Nics_shows_the_list_that_lies_on_the_boot_partition()
    {
        _cli.Queries.Document = new StatusDocument
        {
            Release = "1.2.3",
            Cards =
            [
                new CardStatus("outside", "02:00:00:00:00:01", "52:54:00:12:34:56", "pci-0000:01:00.0", "e1000e", true, 1000, "outside"),
                new CardStatus("eth1", "52:54:00:12:34:57", null, null, null, null, null, null),
            ],
        };

        Assert.Equal(ExitCode.Ok, await RunAsync("nics"));
        Assert.Equal(NicsText.Render(_cli.Queries.Document.Cards), _cli.Out.ToString());
    }

    [Fact]
    public async Task An_agent_without_cards_of_its_own_does_not_pretend_to_probe()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("nics", "--probe"));
        Assert.Contains("is it one of the host", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_plan_says_so()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("plan"));
        Assert.Equal("nothing to do\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task A_plan_has_one_line_a_change()
    {
        _cli.Queries.Changes = ["create /etc/a", "start a.service"];

        Assert.Equal(ExitCode.Ok, await RunAsync("plan"));
        Assert.Equal("create /etc/a\nstart a.service\n", _cli.Out.ToString());
    }

    [Theory]
    [InlineData("stats", "did you mean `gateway status`?")]
    [InlineData("frobnicate", "see `gateway --help`")]
    public async Task An_unknown_verb_is_answered_with_the_nearest_one(string verb, string hint)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(verb));
        Assert.Equal($"gateway: there is no verb '{verb}'; {hint}\n", _cli.Error.ToString());
    }

    [Theory]
    [InlineData("gateway status: unknown option --jsn: did you mean --json?", "status", "--jsn")]
    [InlineData("gateway status: 'now' is more than is expected", "status", "now")]
    [InlineData("gateway logs: -n needs a value", "logs", "-n")]
    [InlineData("gateway logs: -n needs a number, not 'many'", "logs", "-n", "many")]
    [InlineData("gateway logs: '../etc' is no service", "logs", "../etc")]
    [InlineData("gateway check: FILE is missing", "check")]
    [InlineData("gateway identify: NIC is missing", "identify")]
    [InlineData("gateway identify: --time needs a time from 1s to 5m, such as 30s, not '6m'", "identify", "--time", "6m", "outside")]
    [InlineData("gateway identify: --time needs a time from 1s to 5m, such as 30s, not 'long'", "identify", "outside", "--time", "long")]
    public async Task A_wrong_argument_is_named(string message, params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(arguments));
        Assert.Equal($"{message}; see `gateway {arguments[0]} --help`\n", _cli.Error.ToString());
    }

    [Fact]
    public async Task Every_verb_has_help_that_begins_with_its_usage()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("--help"));
        var overview = _cli.Out.ToString();
        foreach (var verb in VerbCatalog.Verbs)
        {
            _cli.Out.GetStringBuilder().Clear();
            Assert.Equal(ExitCode.Ok, await RunAsync(verb.Name, "--help"));
            Assert.StartsWith($"usage: gateway {verb.Name}", _cli.Out.ToString(), StringComparison.Ordinal);
            Assert.Contains($"  {verb.Name} ", overview, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_verb_the_help_goes_to_standard_error()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync());
        Assert.StartsWith("usage: gateway VERB", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _cli.Out.ToString());
    }

    [Fact]
    public async Task Without_an_agent_the_exit_code_is_its_own()
    {
        Assert.Equal(ExitCode.AgentNotRunning, await _cli.RunAsync(["status"], socket: "/nowhere/agent.sock"));
        Assert.StartsWith("gateway status: the agent does not listen", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_accepts_a_right_file()
    {
        var file = _cli.Directory.Write("gateway.toml", "schema = 1\n[outside]\nnic = \"name:a\"\n[inside]\nnic = \"name:b\"\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("check", file));
        Assert.Equal($"{file}: no errors\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task Check_shows_every_error_with_its_place()
    {
        var file = _cli.Directory.Write("gateway.toml", "schema = 1\n[outsid]\n[insde]\n");

        Assert.Equal(ExitCode.Failed, await RunAsync("check", file));
        Assert.Contains("gateway.toml:2:1: ", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("gateway.toml:3:1: ", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_as_json_gives_the_places()
    {
        var file = _cli.Directory.Write("gateway.toml", "schema = 1\n[outsid]\n");

        Assert.Equal(ExitCode.Failed, await RunAsync("check", "--json", file));
        Assert.StartsWith("""{"version":1,"valid":false,"errors":[{"line":2,"column":1,"length":8,""", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_a_file_that_is_not_there_fails()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync("check", _cli.Directory.At("none.toml")));
        Assert.Contains("cannot be read", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_of_the_agent_are_read_from_the_journal_of_this_machine()
    {
        _cli.Commands.Answer("journalctl --no-pager --quiet --lines=100 '--unit=gateway-*'", "one\ntwo\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("logs"));
        Assert.Equal("one\ntwo\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task Logs_of_a_service_are_read_on_the_host_from_the_containers_journal()
    {
        var journal = _cli.Directory.At("journal");
        Directory.CreateDirectory(journal);
        _cli.Commands.Answer($"journalctl --no-pager --quiet --lines=5 --follow --output=json --directory={journal} '--unit=*kea*'", "x\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("logs", "kea", "-n", "5", "-f", "--json"));
        Assert.Equal("x\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task Logs_of_the_firewall_are_read_from_the_kernel_of_the_host()
    {
        _cli.Commands.Answer("journalctl --no-pager --quiet --lines=100 --dmesg '--grep=^(gateway-dropped |gateway-rule\\[)'", "gateway-dropped IN=outside\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("logs", "firewall"));
        Assert.Equal("gateway-dropped IN=outside\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task Logs_without_a_dropped_packet_are_empty_and_no_failure()
    {
        _cli.Commands.Answer("journalctl --no-pager --quiet --lines=100 --dmesg '--grep=^(gateway-dropped |gateway-rule\\[)'", exitCode: 1);

        Assert.Equal(ExitCode.Ok, await RunAsync("logs", "firewall"));
        Assert.Equal("", _cli.Out.ToString() + _cli.Error);
    }

    [Fact]
    public async Task Logs_that_cannot_be_read_fail_with_journalctls_words()
    {
        _cli.Commands.Answer("journalctl --no-pager --quiet --lines=100 '--unit=*kea*'", exitCode: 1, error: "No journal files were found.");

        Assert.Equal(ExitCode.Failed, await RunAsync("logs", "kea"));
        Assert.Contains("No journal files were found.", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_the_assemblys()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("version", "--json"));
        Assert.Matches("""^\{"version":1,"release":"\d+\.\d+\.\d+"\}\n$""", _cli.Out.ToString());
    }

    private Task<int> RunAsync(params string[] arguments) => _cli.RunAsync(arguments);
}
