using System.Text;
using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Agent.Tests.Control;
using Gateway.Planning.Generations;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

/// <summary>The verbs about configurations, up to the agent's socket.</summary>
public sealed class ConfigurationVerbTests : IDisposable
{
    private const string Good = "schema = 1\n";
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly RecordingHandler _handler;
    private readonly ControlFixture _agent;
    private ControlResponse _answer = ConfigurationHandler.Answer(new ApplyDocument(5, GenerationResult.Healthy, Changed: true));

    public ConfigurationVerbTests()
    {
        _handler = new RecordingHandler(request => request is { Verb: "edit", File: null }
            ? ConfigurationHandler.Answer(new EditDocument("gateway.toml", Encoding.UTF8.GetBytes(Good), "base", Differs: false))
            : _answer);
        _agent = new ControlFixture(_handler);
    }

    public void Dispose()
    {
        _agent.Dispose();
        _commands.Dispose();
        _directory.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Apply_hands_over_the_bytes_of_the_file_and_says_what_runs()
    {
        byte[] file = [0xff, 0xfe, 0, 1];
        await File.WriteAllBytesAsync(_directory.At("new.toml"), file, Test.Cancellation);

        Assert.Equal(ExitCode.Ok, await RunAsync("apply", _directory.At("new.toml")));

        Assert.Equal(file, _handler.Requests[0].File);
        Assert.Equal("generation 5 runs, every service answers\n", _out.ToString());
    }

    [Fact]
    public async Task Apply_reads_standard_input_and_passes_the_time_to_confirm_on()
    {
        _answer = ConfigurationHandler.Answer(new ApplyDocument(5, GenerationResult.Healthy, Changed: true) { ConfirmWithin = 60 });

        Assert.Equal(ExitCode.Ok, await RunWithAsync(Good, "apply", "--confirm", "60s", "-"));

        Assert.Equal(["confirm", "60s"], _handler.Requests[0].Arguments);
        Assert.Equal(Good, Encoding.UTF8.GetString(_handler.Requests[0].File!));
        Assert.Contains("taken back 60 s after it was applied unless you type: gateway confirm", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1s")]
    [InlineData("2d")]
    [InlineData("soon")]
    [InlineData("99999999999999999d")]
    public async Task A_time_to_confirm_that_is_none_is_refused(string time)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("apply", "--confirm", time, "-"));
        Assert.Contains("10s to 1d", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_is_said_in_full()
    {
        _answer = ControlResponse.Failed(ExitCode.Failed, "gateway.toml:1:1: wrong\nand more\n");

        Assert.Equal(ExitCode.Failed, await RunWithAsync(Good, "apply", "-"));

        Assert.Equal("gateway apply: gateway.toml:1:1: wrong\nand more\n", _error.ToString());
    }

    [Fact]
    public async Task History_is_a_table_with_the_reasons_below()
    {
        var hash = new string('a', 64);
        _answer = ConfigurationHandler.Answer(new HistoryDocument(
        [
            new HistoryEntry(3, DateTimeOffset.UnixEpoch, GenerationOrigin.Apply, hash, GenerationResult.Failed, Runs: false, Quarantined: true) { Reason = "no DNS" },
            new HistoryEntry(2, DateTimeOffset.UnixEpoch, GenerationOrigin.BootPartition, hash, GenerationResult.Healthy, Runs: true, Quarantined: false) { ConfirmWithin = 60 },
        ]));

        Assert.Equal(ExitCode.Ok, await RunAsync("history"));
        Assert.Equal("""
            N     TIME                 FROM                HASH          RESULT
            3     1970-01-01 00:00:00  gateway apply       aaaaaaaaaaaa  failed, quarantined
            2  *  1970-01-01 00:00:00  the boot partition  aaaaaaaaaaaa  healthy, unconfirmed

            3: no DNS

            """, _out.ToString());
    }

    [Fact]
    public async Task Rollback_and_diff_take_numbers()
    {
        await RunAsync("rollback", "3", "--confirm", "5m");
        _answer = ConfigurationHandler.Answer(new DiffDocument("generation 1", "generation 2", ""));
        await RunAsync("diff", "1", "2");

        Assert.Equal(["3", "confirm", "5m"], _handler.Requests[0].Arguments);
        Assert.Equal(["1", "2"], _handler.Requests[1].Arguments);
        Assert.EndsWith("generation 1 and generation 2 are the same\n", _out.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await RunAsync("rollback", "-1"));
        Assert.Equal(ExitCode.Usage, await RunAsync("rollback", "0"));
    }

    [Fact]
    public async Task An_edit_with_errors_shows_them_all_and_is_edited_again_before_the_agent_sees_it()
    {
        var editor = Editor("""
            if [ -e $0.again ]; then sed -i '/bogus/d;/other/d' $1; echo '[proxy]' >> $1; else printf 'bogus = 1\nother = 2\n' >> $1; touch $0.again; fi
            """);

        Assert.Equal(ExitCode.Ok, await EditAsync("y\n", editor));

        Assert.Contains("gateway.toml:2:1", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("gateway.toml:3:1", _error.ToString(), StringComparison.Ordinal);
        var saved = Assert.Single(_handler.Requests, static request => request.File is not null);
        Assert.Equal("schema = 1\n[proxy]\n", Encoding.UTF8.GetString(saved.File!));
        Assert.Equal(["gateway.toml", "base"], saved.Arguments);
    }

    [Fact]
    public async Task An_edit_with_errors_can_be_given_up()
    {
        Assert.Equal(ExitCode.Failed, await EditAsync("n\n", Editor("echo 'bogus = 1' >> $1")));
        Assert.DoesNotContain(_handler.Requests, static request => request.File is not null);
    }

    [Fact]
    public async Task An_edit_without_a_change_writes_nothing()
    {
        Assert.Equal(ExitCode.Ok, await EditAsync("", Editor("true")));
        Assert.Equal("the text is as it was; nothing was written\n", _out.ToString());
    }

    [Fact]
    public async Task An_editor_that_is_not_there_is_named()
    {
        Assert.Equal(ExitCode.Failed, await EditAsync("", "/nowhere/editor"));
        Assert.Contains("`/nowhere/editor` ended with 127", _error.ToString(), StringComparison.Ordinal);
    }

    private string Editor(string script)
    {
        var path = _directory.Write("editor", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync("", "false", arguments);

    private Task<int> EditAsync(string input, string editor) => RunAsync(input, editor, ["edit"]);

    private Task<int> RunWithAsync(string input, string verb, params string[] arguments) => RunAsync(input, "false", [verb, .. arguments]);

    private async Task<int> RunAsync(string input, string editor, string[] arguments)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var context = new VerbContext(_out, _error, new ControlClient(_agent.SocketPath), _commands, new Journals(_directory.At("journal")))
        {
            Input = stream,
            Editor = editor,
        };
        return await new CommandLine(VerbCatalog.Verbs, context).RunAsync([.. arguments], Test.Cancellation);
    }
}
