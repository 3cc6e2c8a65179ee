using System.Text;
using System.Text.Json;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;
using Gateway.Agent.Tests.Control;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

public sealed class SecretVerbTests : IDisposable
{
    private const string Device = "/dev/pts/9";
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly RecordingHandler _handler;
    private readonly ControlFixture _agent;
    private readonly FakeCommandRunner _commands = new FakeCommandRunner().Answer(static command => command.Program == "stty" ? new CommandResult(0, "", "") : null);
    private readonly StringWriter _out = new();
    private readonly TemporaryDirectory _root = new();
    private SecretsDocument _answer = new([]);

    public SecretVerbTests()
    {
        _handler = new RecordingHandler(_ => new ControlResponse(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(_answer, SecretJson.Default.SecretsDocument) });
        _agent = new ControlFixture(_handler);
    }

    public void Dispose()
    {
        _agent.Dispose();
        _commands.Dispose();
        _out.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_value_comes_from_standard_input()
    {
        _answer = new SecretsDocument([new SecretEntry("console", Time, ["gateway.toml"])]);

        Assert.Equal(ExitCode.Ok, await RunAsync("hunter2\n", "set", "console"));

        Assert.Equal(["set", "console"], Assert.Single(_handler.Requests).Arguments);
        Assert.Equal("hunter2\n", Encoding.UTF8.GetString(_handler.Requests[0].File!));
        Assert.Equal("console is set; it is used by gateway.toml\n", _out.ToString());
        Assert.Empty(_commands.Log);
    }

    [Fact]
    public async Task At_a_terminal_it_is_asked_for_twice_without_echo()
    {
        Assert.Equal(ExitCode.Ok, await TypeAsync("hunter2\nhunter2\n"));

        Assert.Equal("hunter2", Encoding.UTF8.GetString(_handler.Requests[0].File!));
        Assert.Equal([$"stty -F {Device} -echo", $"stty -F {Device} echo"], _commands.Log);
        Assert.DoesNotContain("hunter2", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2\nhunter3\n")]
    [InlineData("hunter2\n")]
    [InlineData("\n\n")]
    [InlineData("")]
    public async Task What_is_not_entered_twice_alike_is_not_set_and_the_terminal_echoes_again(string typed)
    {
        Assert.Equal(ExitCode.Failed, await TypeAsync(typed));

        Assert.Empty(_handler.Requests);
        Assert.Equal($"stty -F {Device} echo", _commands.Log[^1]);
    }

    [Fact]
    public async Task More_than_a_terminals_line_is_not_cut_off_silently()
    {
        var line = new string('x', 600) + "\n";

        Assert.Equal(ExitCode.Failed, await TypeAsync(line + line));

        Assert.Contains("`gateway secret set console < FILE`", _out.ToString(), StringComparison.Ordinal);
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task The_list_shows_what_is_set_what_is_missing_and_who_needs_it()
    {
        _answer = new SecretsDocument([new SecretEntry("console", Time, ["gateway.toml", "generation 3"]), new SecretEntry("lost", null, ["generation 1"]), new SecretEntry("spare", Time, [])]);

        Assert.Equal(ExitCode.Ok, await RunAsync("", "list"));

        Assert.Equal(
            """
            NAME     SET                  USED BY
            console  2026-01-02 03:04:05  gateway.toml, generation 3
            lost     missing              generation 1
            spare    2026-01-02 03:04:05  -

            """,
            _out.ToString());
    }

    [Fact]
    public async Task Removing_says_what_can_no_longer_be_rolled_back_to()
    {
        _answer = new SecretsDocument([new SecretEntry("console", null, ["generation 2"])]);

        Assert.Equal(ExitCode.Ok, await RunAsync("", "remove", "console"));

        Assert.Equal("console is removed; to roll back to generation 2, set it again\n", _out.ToString());
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("show", "console")]
    [InlineData("list", "console")]
    [InlineData("set", "console", "hunter2")]
    [InlineData("set", "console", "--json")]
    [InlineData]
    public async Task Wrong_words_are_wrong_usage_and_never_a_value(params string[] words)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("", words));
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task A_check_looks_a_secret_up_where_it_can_and_says_so_where_it_cannot()
    {
        var file = _root.Write("gateway.toml", "schema = 1\n[system]\nconsole-password-hash = \"secret:console\"\n");
        Assert.Equal(ExitCode.Ok, await CheckAsync());
        Assert.Contains("no errors; it needs the secrets of the gateway named console", _out.ToString(), StringComparison.Ordinal);

        Directory.CreateDirectory(_root.At("var/lib/gateway/secrets"));
        Assert.Equal(ExitCode.Failed, await CheckAsync());
        Assert.Contains("there is no secret \"console\"", _out.ToString(), StringComparison.Ordinal);

        Task<int> CheckAsync() => new CheckVerb().RunAsync(Context(""), [file], Test.Cancellation);
    }

    private Task<int> RunAsync(string input, params string[] words) => RunAsync(Context(input), words);

    private Task<int> TypeAsync(string keys) => RunAsync(Context(keys) with { Terminal = Device }, "set", "console");

    private static Task<int> RunAsync(VerbContext context, params string[] words) => new CommandLine(VerbCatalog.Verbs, context).RunAsync(["secret", .. words], Test.Cancellation);

    private VerbContext Context(string input) => new(_out, _out, new ControlClient(_agent.SocketPath), _commands, new Journals(_root.At("journal")))
    {
        Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        Root = _root.Path,
    };
}
