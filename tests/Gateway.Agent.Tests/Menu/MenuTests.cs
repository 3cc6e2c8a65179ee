using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Agent.Menu;
using Gateway.Agent.Secrets;
using Gateway.Agent.Tests.Cli;
using Gateway.Agent.Tests.Control;
using Gateway.Planning.Generations;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Menu;

public sealed class MenuTests : IDisposable
{
    private const string Device = "/dev/ttyS9";
    private const string Status = "Gateway 1.2.3";

    private readonly RecordingHandler _handler;
    private readonly ControlFixture _agent;
    private readonly FakeCommandRunner _commands = new();
    private readonly TemporaryDirectory _root = new();
    private readonly StringWriter _out = new();
    private string? _password;

    public MenuTests()
    {
        _handler = new RecordingHandler(Answer);
        _agent = new ControlFixture(_handler);
        _commands.Answer(static command => command.Program == "stty" ? new CommandResult(0, "", "") : null);
    }

    public void Dispose()
    {
        _agent.Dispose();
        _commands.Dispose();
        _root.Dispose();
        _out.Dispose();
    }

    [Fact]
    public async Task A_key_after_a_while_without_one_is_not_lost()
    {
        using var terminal = new AnonymousPipeServerStream(PipeDirection.Out);
        using var input = new AnonymousPipeClientStream(PipeDirection.In, terminal.ClientSafePipeHandle);
        var time = new ManualTime();
        var keyboard = new Keyboard(input, TextWriter.Null, time);
        var idle = keyboard.ReadAsync(Test.Cancellation);
        time.Advance(Keyboard.Idle);
        Assert.Equal(Keyboard.Escape, await idle.SoonAsync());

        terminal.Write("q"u8);

        Assert.Equal('q', await keyboard.ReadAsync(Test.Cancellation).SoonAsync());
    }

    [Theory]
    [InlineData("q")]
    [InlineData("\u001b")]
    [InlineData("")]
    public async Task Q_Escape_and_a_lost_line_leave_it_and_the_terminal_is_as_before(string keys)
    {
        Assert.Equal(ExitCode.Ok, await RunAsync(keys));

        Assert.Equal([$"stty -F {Device} -icanon -echo -ixon min 1 time 0", $"stty -F {Device} icanon echo"], _commands.Log);
        Assert.DoesNotContain('\u001b', _out.ToString());
    }

    [Fact]
    public async Task Everything_fits_a_screen_of_80_by_24()
    {
        await RunAsync("q");

        var lines = _out.ToString().Split('\n');
        Assert.InRange(lines.Length, 10, 24);
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task An_entry_shows_what_its_verb_says_and_comes_back()
    {
        await RunAsync("1 q");

        Assert.Contains(Status, _out.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, _out.ToString().Split("Choice: ").Length - 1);
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_and_nothing_in_it_steers_the_terminal()
    {
        _commands.Answer(static command => command.Program == "journalctl" ? new CommandResult(0, string.Concat(Enumerable.Range(1, 50).Select(static i => $"line {i}\u001b[2J\n")), "") : null);

        await RunAsync("3 qq");

        Assert.Contains("line 44?[2J", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("line 45", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _out.ToString());
    }

    [Fact]
    public async Task A_number_rolls_back_and_no_number_does_not()
    {
        await RunAsync("6 \r6 3\r q");

        Assert.Equal("3", Assert.Single(_handler.Requests, static request => request.Verb == "rollback").Arguments[0]);
    }

    [Fact]
    public async Task A_secret_is_set_without_being_shown()
    {
        await RunAsync("sconsole\rhunter2\rhunter2\r shunter3\r\u001b q");

        var request = Assert.Single(_handler.Requests, static request => request.Verb == "secret");
        Assert.Equal(("console", "hunter2"), (request.Arguments[1], Encoding.UTF8.GetString(request.File!)));
        Assert.DoesNotContain("hunter2", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("console is set", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("nothing was changed", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8yq", "systemctl reboot")]
    [InlineData("9yq", "systemctl poweroff")]
    public async Task Ending_the_box_is_asked_once_more(string keys, string command)
    {
        _commands.Answer(command);

        await RunAsync(keys.Replace('y', 'n'));
        Assert.DoesNotContain(command, _commands.Log);
        await RunAsync(keys);
        Assert.Contains(command, _commands.Log);
    }

    [Fact]
    public async Task The_right_password_opens_it_and_no_surface_shows_what_was_typed()
    {
        _password = "open sesame";

        Assert.Equal(ExitCode.Ok, await RunAsync("open sesamee\u007f\r1 q"));

        Assert.Contains(Status, _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", _out.ToString(), StringComparison.Ordinal);
        Assert.All(_commands.Log, static command => Assert.DoesNotContain("sesame", command, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_three_wrong_ones_it_is_left()
    {
        _password = "open sesame";

        Assert.Equal(ExitCode.Failed, await RunAsync("a\rb\rc\ropen sesame\r1"));

        Assert.DoesNotContain("Choice", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_agent_nobody_gets_in() =>
        Assert.Equal(ExitCode.Failed, await RunAsync("1 q", "/nowhere/agent.sock"));

    [Fact]
    public async Task Without_a_terminal_it_says_so()
    {
        var context = Context("q", _agent.SocketPath) with { Terminal = null };

        Assert.Equal(ExitCode.Failed, await new MenuVerb().RunAsync(context, [], Test.Cancellation));
        Assert.Contains("no terminal", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_menu_that_nobody_uses_is_left()
    {
        var time = new ManualTime();
        using var silent = new SilentStream();
        var keyboard = new Keyboard(silent, _out, time);

        var reading = keyboard.ReadAsync(Test.Cancellation);
        await silent.Reading.SoonAsync();
        time.Advance(Keyboard.Idle);

        Assert.Equal(Keyboard.Escape, await reading.SoonAsync());
    }

    [Theory]
    [InlineData("\u001b[A1")]
    [InlineData("\u001bOP1")]
    [InlineData("\u001b[15~1")]
    [InlineData("\u001bx1")]
    public async Task An_arrow_a_function_key_and_a_key_with_Alt_are_passed_over(string keys)
    {
        var keyboard = new Keyboard(new MemoryStream(Encoding.ASCII.GetBytes(keys)), _out, TimeProvider.System);

        Assert.Equal('1', await keyboard.ReadAsync(Test.Cancellation));
    }

    private ControlResponse Answer(ControlRequest request) => request.Verb switch
    {
        "unlock" when request.File is { } file && Encoding.UTF8.GetString(file) != _password => ControlResponse.Failed(ExitCode.Failed, "the password is wrong; try again in 1s"),
        "unlock" => Document(new UnlockDocument(_password is not null && request.File is null), UnlockJson.Default.UnlockDocument),
        "status" => new ControlResponse(ExitCode.Ok) { Result = JsonDocument.Parse(StatusJson.ToText(new StatusDocument { Release = "1.2.3" })).RootElement },
        "secret" => Document(new SecretsDocument([]), SecretJson.Default.SecretsDocument),
        "rollback" => Document(new ApplyDocument(4, GenerationResult.Healthy, true), GenerationJson.Default.ApplyDocument),
        _ => Document(new HistoryDocument([]), GenerationJson.Default.HistoryDocument),
    };

    private static ControlResponse Document<T>(T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        new(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(document, type) };

    private Task<int> RunAsync(string keys, string? socket = null) => new MenuVerb().RunAsync(Context(keys, socket ?? _agent.SocketPath), [], Test.Cancellation);

    private VerbContext Context(string keys, string socket) => new(_out, _out, new ControlClient(socket), _commands, new Journals(_root.At("journal")))
    {
        Input = new MemoryStream(Encoding.UTF8.GetBytes(keys)),
        Terminal = Device,
        Root = _root.Path,
    };

    /// <summary>A terminal at which nobody types.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly TaskCompletionSource _reading = new();

        public Task Reading => _reading.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _reading.TrySetResult();
            await new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
