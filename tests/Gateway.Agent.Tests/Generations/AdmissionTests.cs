using Gateway.Agent.Files;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Tests.Generations;

public sealed class AdmissionTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task All_errors_come_at_once_and_nothing_is_remembered()
    {
        await _fixture.WorkAsync();

        var refused = await _fixture.AdmitAsync("schema = 1\nbogus = 1\nother = 2\n", GenerationOrigin.Apply);

        Assert.Contains("gateway.toml:2:1", refused.Refusal, StringComparison.Ordinal);
        Assert.Contains("gateway.toml:3:1", refused.Refusal, StringComparison.Ordinal);
        Assert.Single(_fixture.Store.State.Generations);
    }

    [Fact]
    public async Task The_text_that_runs_is_not_applied_again()
    {
        await _fixture.WorkAsync();

        var same = await _fixture.AdmitAsync(ConfigurationFixture.First, GenerationOrigin.Apply);

        Assert.Equal(new AdmissionResult(1, null) { AlreadyRan = true }, same);
    }

    [Fact]
    public async Task A_refusal_is_in_the_history_and_an_apply_may_be_tried_again()
    {
        await _fixture.WorkAsync();
        _fixture.Refusal = new FileCheckException("no");
        Assert.Equal("no", (await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply)).Refusal);
        Assert.Equal(GenerationResult.Refused, _fixture.Store.State.Find(2)!.Result);

        _fixture.Refusal = null;

        Assert.Equal(3, (await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply)).Generation);
    }

    [Fact]
    public async Task Without_anything_to_go_back_to_there_is_no_commit_confirm()
    {
        var refused = await _fixture.AdmitAsync(ConfigurationFixture.First, GenerationOrigin.Apply, TimeSpan.FromSeconds(60));

        Assert.Contains("without --confirm", refused.Refusal, StringComparison.Ordinal);
        Assert.Null(_fixture.Store.State.Running);
    }

    [Fact]
    public async Task An_edited_text_lies_on_the_boot_partition_before_it_runs_and_is_not_considered_twice()
    {
        await _fixture.WorkAsync();

        Assert.Equal(2, (await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Edit)).Generation);
        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(ConfigurationFixture.Second, await File.ReadAllTextAsync(_fixture.BootFile(), Test.Cancellation));
        Assert.Equal((2, 2), (considered.Generation, _fixture.Store.State.Generations.Length));
        Assert.Empty(considered.Conditions);
    }

    [Fact]
    public async Task An_edited_text_that_is_refused_is_not_written()
    {
        await _fixture.WorkAsync();
        _fixture.Refusal = new FileCheckException("no");

        await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Edit);

        Assert.Equal(ConfigurationFixture.First, await File.ReadAllTextAsync(_fixture.BootFile(), Test.Cancellation));
    }

    [Fact]
    public async Task A_boot_partition_that_cannot_be_written_changes_nothing_at_an_edit()
    {
        await _fixture.WorkAsync();
        _fixture.Commands.Answer(static command => command.Program == "mount" ? new(32, "", "write-protected") : null);

        await Assert.ThrowsAnyAsync<Exception>(() => _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Edit));

        Assert.Equal((1, 1), (_fixture.Store.State.Running, _fixture.Store.State.Generations.Length));
    }

    [Fact]
    public async Task A_quarantined_text_comes_back_by_an_apply_alone()
    {
        await _fixture.WorkAsync();
        for (var i = 0; i < GenerationState.FailuresToQuarantine; i++)
        {
            await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Rollback);
            _fixture.Store.Update(static state => GenerationChanges.Fail(state, "no DNS"));
        }

        Assert.Contains("gateway apply", (await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Rollback)).Refusal, StringComparison.Ordinal);
        Assert.NotNull((await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply)).Generation);
    }
}
