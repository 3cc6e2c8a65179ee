using System.Text;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Agent.Generations;
using Gateway.Agent.Secrets;
using Gateway.Agent.Tests.Generations;
using Gateway.Planning.Generations;
using Gateway.Planning.Secrets;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Secrets;

public sealed class SecretChangesTests : IDisposable
{
    private const string With = ConfigurationFixture.First + "[system]\nconsole-password-hash = \"secret:console\"\n";

    private readonly ConfigurationFixture _fixture = new();
    private readonly TurnQueue _queue = new(new Trigger(new ManualTime(), TimeSpan.Zero, TimeSpan.Zero));
    private readonly SecretChanges _changes;

    public SecretChangesTests() =>
        _changes = new SecretChanges(_fixture.Secrets, new SecretUses(_fixture.Store, _fixture.File), _queue, NullLogger<SecretChanges>.Instance);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_file_that_waited_for_its_secret_runs_once_it_is_set()
    {
        await _fixture.WorkAsync();
        _fixture.Write(With);
        var waiting = await _fixture.ConsiderAsync();
        Assert.Equal(("invalid", 1), (waiting.Status.State, waiting.Generation));
        Assert.Contains("`gateway secret set console`", waiting.ErrorText, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, (await SetAsync("console", ConsoleLockTests.Hash + "\n")).Exit);

        var considered = await _fixture.ConsiderAsync();
        Assert.Equal(("ok", 2), (considered.Status.State, considered.Generation));
        Assert.Equal(ConsoleLockTests.Hash, considered.Config!.Console.PasswordHash!.Reveal());
        Assert.Contains("secret:console", Encoding.UTF8.GetString(_fixture.Store.Read(_fixture.Store.State.RunningRecord!.Hash)!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_roots_alone_and_no_answer_holds_it()
    {
        var answer = await SetAsync("console", "hunter2-hunter2");

        Assert.Equal("""{"version":1,"secrets":[{"name":"console","set":"TIME","usedBy":[]}]}""", WithoutTime(answer));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_fixture.SecretFile("console")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_fixture.SecretFile("console"))!));
        Assert.Equal("hunter2-hunter2", await File.ReadAllTextAsync(_fixture.SecretFile("console"), Test.Cancellation));
    }

    [Fact]
    public async Task A_value_that_what_needs_it_cannot_use_is_refused_with_the_place_and_not_shown()
    {
        await RunWithSecretAsync();

        var refused = await SetAsync("console", "hunter2-hunter2");

        Assert.Contains("gateway.toml does not take it\ngateway.toml:7:25: system.console-password-hash: the secret \"console\" does not fit", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ConsoleLockTests.Hash, _fixture.Secrets.Known().Values["console"].Reveal());
    }

    [Fact]
    public async Task One_that_is_missing_can_be_set_while_another_is_missing_too()
    {
        await _fixture.WorkAsync();
        _fixture.Write(With + "[proxy]\nbogus = 1\n");

        Assert.Equal(ExitCode.Ok, (await SetAsync("console", ConsoleLockTests.Hash)).Exit);
    }

    [Fact]
    public async Task What_is_needed_is_not_removed_and_what_only_the_history_knows_is()
    {
        await RunWithSecretAsync();
        Assert.Equal(
            "\"console\" is needed by gateway.toml and generation 2; change the configuration first, then remove it", (await RemoveAsync("console")).Error);

        _fixture.Write(ConfigurationFixture.Second);
        await _fixture.ConsiderAsync();
        Assert.Equal("\"console\" is needed by generation 2; change the configuration first, then remove it", (await RemoveAsync("console")).Error);
        _fixture.Store.Update(GenerationChanges.Healthy);
        Assert.Equal("""{"version":1,"secrets":[{"name":"console","usedBy":["generation 2"]}]}""", WithoutTime(await RemoveAsync("console")));

        var refused = await _fixture.AdmitAsync(With, GenerationOrigin.Rollback);
        Assert.Contains("gateway.toml:7:25: system.console-password-hash: there is no secret \"console\"", refused.Refusal, StringComparison.Ordinal);
        await SetAsync("console", ConsoleLockTests.Hash);
        Assert.Equal(4, (await _fixture.AdmitAsync(With, GenerationOrigin.Rollback)).Generation);
        Assert.Equal("there is no secret \"other\"; see `gateway secret list`", (await RemoveAsync("other")).Error);
    }

    [Fact]
    public async Task What_runs_goes_on_when_the_disk_has_lost_its_secret_and_says_so()
    {
        await RunWithSecretAsync();
        File.Delete(_fixture.SecretFile("console"));

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((2, Secret.Unknown), (considered.Generation, considered.Config!.Console.PasswordHash));
        Assert.Contains("generation 2 runs without a secret: system.console-password-hash: there is no secret \"console\"", Assert.Single(considered.Conditions, static condition => condition.Code == "secret-missing").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil", "x", "that is not the name of a secret")]
    [InlineData("Console", "x", "that is not the name of a secret")]
    [InlineData("console", "", "the value is empty")]
    [InlineData("console", "\r\n", "the value is empty")]
    [InlineData("console", "a\0b", "the value holds a zero byte")]
    public async Task What_is_no_name_or_no_value_is_refused(string name, string value, string why)
    {
        Assert.StartsWith(why, (await SetAsync(name, value)).Error, StringComparison.Ordinal);
        Assert.Empty(_fixture.Secrets.List());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_too_many_of_them_are_refused()
    {
        Assert.StartsWith("a secret is text in UTF-8", (await SetAsync("console", [0xff, 0xfe])).Error, StringComparison.Ordinal);
        Assert.StartsWith("a secret has 16384 bytes at most", (await SetAsync("console", new byte[SecretStore.Largest + 1])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_are_kept_than_anybody_needs_and_one_of_them_can_still_be_changed()
    {
        for (var i = 0; i < SecretStore.Most; i++)
            _fixture.Secrets.Set($"s{i}", new Secret("x"));

        Assert.StartsWith("64 secrets are kept and no more", (await SetAsync("console", "x")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await SetAsync("s0", "y")).Exit);
    }

    private async Task RunWithSecretAsync()
    {
        await _fixture.WorkAsync();
        await SetAsync("console", ConsoleLockTests.Hash);
        _fixture.Write(With);
        await _fixture.ConsiderAsync();
        _fixture.Store.Update(GenerationChanges.Healthy);
    }

    private Task<ControlResponse> SetAsync(string name, string value) => SetAsync(name, Encoding.UTF8.GetBytes(value));

    private async Task<ControlResponse> SetAsync(string name, byte[] value) => await TurnAsync(_changes.SetAsync(name, value, Test.Cancellation));

    private async Task<ControlResponse> RemoveAsync(string name) => await TurnAsync(_changes.RemoveAsync(name, Test.Cancellation));

    private async Task<ControlResponse> TurnAsync(Task<ControlResponse> asked)
    {
        await _queue.DrainAsync(static () => false, Test.Cancellation);
        return await asked.SoonAsync();
    }

    private static string WithoutTime(ControlResponse answer)
    {
        var text = answer.Result!.Value.GetRawText();
        return answer.Result.Value.Deserialize(SecretJson.Default.SecretsDocument)!.Secrets.Aggregate(
            text, static (text, secret) => secret.Set is { } time ? text.Replace(JsonSerializer.Serialize(time), "\"TIME\"", StringComparison.Ordinal) : text);
    }
}
