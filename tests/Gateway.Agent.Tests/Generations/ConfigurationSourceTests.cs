using Gateway.Agent.Files;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Tests.Generations;

public sealed class ConfigurationSourceTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_right_file_on_a_new_device_runs_without_being_checked_ahead()
    {
        _fixture.Refusal = new FileCheckException("nobody asks");
        _fixture.Write(ConfigurationFixture.First);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(("ok", 1), (considered.Status.State, considered.Generation));
        Assert.Empty(considered.Conditions);
    }

    [Fact]
    public async Task A_wrong_file_on_a_new_device_leaves_nothing_to_run()
    {
        _fixture.Write("schema = 1\nbogus = 2\n");

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(("invalid", null), (considered.Status.State, considered.Config));
        Assert.Contains("gateway.toml:2:1", considered.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_on_a_working_device_leaves_what_runs()
    {
        await _fixture.WorkAsync();
        _fixture.Write("schema = 1\nbogus = 2\n");

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(("invalid", 1), (considered.Status.State, considered.Generation));
        Assert.NotNull(considered.Config);
        Assert.Equal("configuration-invalid", Assert.Single(considered.Conditions).Code);
    }

    [Fact]
    public async Task A_changed_file_is_the_next_generation_at_once()
    {
        await _fixture.WorkAsync();
        _fixture.Write(ConfigurationFixture.Second);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((2, false), (considered.Generation, considered.Config!.Proxy.Enabled));
    }

    [Fact]
    public async Task A_changed_file_that_a_daemon_refuses_never_runs_and_is_not_tried_again()
    {
        await _fixture.WorkAsync();
        _fixture.Refusal = new FileCheckException("line 3 comment \"proxy\"");
        _fixture.Write(ConfigurationFixture.Second);

        Assert.Equal(1, (await _fixture.ConsiderAsync()).Generation);
        _fixture.Refusal = new InvalidOperationException("nobody asks again");
        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((1, true), (considered.Generation, considered.Config!.Proxy.Enabled));
        Assert.Contains("it follows from gateway.toml:6: proxy", Assert.Single(considered.Conditions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_does_not_answer_keeps_no_file_from_running()
    {
        await _fixture.WorkAsync();
        _fixture.Refusal = new TimeoutException("no answer");
        _fixture.Write(ConfigurationFixture.Second);

        Assert.Equal(2, (await _fixture.ConsiderAsync()).Generation);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_leaves_what_runs_and_says_why_the_file_does_not()
    {
        await _fixture.WorkAsync();
        _fixture.SpoilStore();
        _fixture.Write(ConfigurationFixture.Second);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((1, true), (considered.Generation, considered.Config!.Proxy.Enabled));
        Assert.Contains(considered.Conditions, static condition => condition.Code == "configuration-not-kept");
    }

    [Fact]
    public async Task Nobody_is_locked_out_for_want_of_disk_space()
    {
        await _fixture.WorkAsync();
        await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply, TimeSpan.FromSeconds(60));
        _fixture.Store.Update(GenerationChanges.Healthy);
        _fixture.SpoilStore();
        _fixture.Since(160);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((3, true), (considered.Generation, considered.Config!.Proxy.Enabled));
        Assert.Equal("generations-not-written", Assert.Single(considered.Conditions).Code);
    }

    [Fact]
    public async Task Looking_decides_nothing()
    {
        await _fixture.WorkAsync();
        _fixture.Write(ConfigurationFixture.Second);

        Assert.Equal(1, (await _fixture.Source.LookAsync(Test.Cancellation)).Generation);
        Assert.Single(_fixture.Store.State.Generations);
    }

    [Fact]
    public async Task A_file_that_an_editor_gave_another_ending_is_found()
    {
        _fixture.Write(ConfigurationFixture.First, "gateway.toml.txt");

        Assert.Equal(("ok", 1), ((await _fixture.ConsiderAsync()).Status.State, _fixture.Store.State.Running));
    }

    [Fact]
    public async Task Two_files_are_not_chosen_between_silently_and_a_macs_shadow_file_is_none()
    {
        _fixture.Write("junk", "._gateway.toml");
        await _fixture.WorkAsync();
        Assert.Empty((await _fixture.ConsiderAsync()).Conditions);

        _fixture.Write(ConfigurationFixture.Second, "gateway.toml.txt");

        Assert.Equal("two-operator-files", Assert.Single((await _fixture.ConsiderAsync()).Conditions).Code);
    }

    [Fact]
    public async Task Without_a_file_what_ran_last_keeps_running()
    {
        await _fixture.WorkAsync();
        File.Delete(_fixture.BootFile());

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(("missing", 1, "configuration-missing"), (considered.Status.State, considered.Generation, Assert.Single(considered.Conditions).Code));
    }

    [Fact]
    public async Task Without_a_boot_partition_what_ran_last_keeps_running()
    {
        await _fixture.WorkAsync();
        File.WriteAllText(_fixture.Mounts, "/dev/vda8 /var ext4 rw 0 0\n");

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((1, "boot-partition-unreadable"), (considered.Generation, Assert.Single(considered.Conditions).Code));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_leaves_what_ran_last()
    {
        await _fixture.WorkAsync();
        File.Delete(_fixture.BootFile());
        File.CreateSymbolicLink(_fixture.BootFile(), "/proc/self/mem");

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((1, "boot-partition-unreadable"), (considered.Generation, Assert.Single(considered.Conditions).Code));
    }

    [Fact]
    public async Task A_file_that_nobody_can_have_written_is_not_read_into_memory()
    {
        await _fixture.WorkAsync();
        _fixture.Write(ConfigurationFixture.Second + new string('#', 1024 * 1024));

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((1, "boot-partition-unreadable"), (considered.Generation, Assert.Single(considered.Conditions).Code));
        Assert.Contains("more than 1048576 bytes", considered.Conditions[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_that_was_repaired_at_boot_is_mentioned()
    {
        await _fixture.WorkAsync();
        _fixture.WriteCheckLog();

        Assert.Equal("boot-partition-was-dirty", Assert.Single((await _fixture.ConsiderAsync()).Conditions).Code);
    }

    [Fact]
    public async Task What_is_taken_back_goes_before_the_check_of_a_new_file()
    {
        await UnconfirmedAsync();
        _fixture.Since(160);

        var first = await _fixture.ConsiderAsync();
        Assert.Equal((3, true, 3), (first.Generation, first.IsUnfinished, _fixture.Store.State.Generations.Length));

        var second = await _fixture.ConsiderAsync();
        Assert.Equal((4, false), (second.Generation, second.IsUnfinished));
    }

    [Fact]
    public async Task What_failed_and_is_taken_back_goes_before_the_check_of_a_new_file()
    {
        await UnconfirmedAsync();
        _fixture.Store.Update(static state => GenerationChanges.Fail(state, "kea does not answer"));

        Assert.Equal(1, (await _fixture.ConsiderAsync()).Generation);
        Assert.Equal(3, (await _fixture.ConsiderAsync()).Generation);
    }

    [Fact]
    public async Task A_check_that_the_time_to_confirm_ends_is_left_for_the_next_turn()
    {
        await UnconfirmedAsync();
        _fixture.Refusal = new ConfirmTimeException(new OperationCanceledException());
        _fixture.Checked = () => _fixture.Since(160);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((3, true), (considered.Generation, considered.IsUnfinished));
        Assert.Equal(GenerationResult.Reverted, _fixture.Store.State.Find(2)!.Result);
    }

    /// <summary>Generation 2 runs for a minute unless it is confirmed, and another file lies on the boot partition.</summary>
    private async Task UnconfirmedAsync()
    {
        await _fixture.WorkAsync();
        await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply, TimeSpan.FromSeconds(60));
        Assert.True((await _fixture.ConsiderAsync()).IsUnfinished);
        _fixture.Write(ConfigurationFixture.First + "\n");
    }

    [Fact]
    public async Task After_an_apply_the_file_and_what_runs_do_not_differ_silently()
    {
        await _fixture.WorkAsync();
        Assert.Equal(2, (await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply)).Generation);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal((2, "configuration-differs"), (considered.Generation, Assert.Single(considered.Conditions).Code));
    }
}
