using Gateway.Agent.Commands;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Tests.Generations;

public sealed class StickConfigurationTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_right_file_becomes_a_generation_even_on_a_new_device()
    {
        _fixture.Write("schema = 1\n");
        _fixture.PlugStick(ConfigurationFixture.First);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(2, considered.Generation);
        Assert.Equal([GenerationOrigin.BootPartition, GenerationOrigin.Stick], _fixture.Store.State.Generations.Select(static record => record.Origin));
        Assert.StartsWith("gateway.toml was right and became generation 2.\r\n", _fixture.StickReport, StringComparison.Ordinal);
        Assert.Equal("schema = 1\n", await File.ReadAllTextAsync(_fixture.BootFile(), Test.Cancellation));
    }

    [Fact]
    public async Task The_volume_is_mounted_for_moments_and_runs_and_opens_nothing()
    {
        _fixture.PlugStick(ConfigurationFixture.First);

        await _fixture.ConsiderAsync();

        Assert.All(
            _fixture.Commands.Log.Where(static command => command.StartsWith("mount", StringComparison.Ordinal)),
            static command => Assert.Contains(",nosuid,nodev,noexec,sync,", command, StringComparison.Ordinal));
        Assert.Equal(
            _fixture.Commands.Log.Count(static command => command.StartsWith("mount", StringComparison.Ordinal)),
            _fixture.Commands.Log.Count(static command => command.StartsWith("umount", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_file_changes_nothing_at_the_next_boot_and_not_what_came_after_it()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        await _fixture.ConsiderAsync();
        _fixture.Store.Update(GenerationChanges.Healthy);
        _fixture.Write(ConfigurationFixture.First + "\n");
        await _fixture.ConsiderAsync();
        var before = _fixture.Store.State;
        _fixture.Boot();

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(before, _fixture.Store.State);
        Assert.Equal(3, considered.Generation);
        Assert.DoesNotContain(considered.Conditions, static condition => condition.Code.StartsWith("stick", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_decided_after_the_report_is_on_the_stick_at_the_next_boot()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        await _fixture.ConsiderAsync();
        Assert.Contains("not known yet", _fixture.StickReport, StringComparison.Ordinal);
        _fixture.Store.Update(GenerationChanges.Healthy);
        _fixture.Boot();

        await _fixture.ConsiderAsync();

        Assert.Contains("It runs, and every service answers.", _fixture.StickReport, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_changes_nothing_and_the_report_has_its_errors_without_secrets()
    {
        await _fixture.WorkAsync();
        var before = _fixture.Store.State;
        _fixture.PlugStick("schema = 1\nbogus = 2\n[system]\nconsole-password-hash = \"hunter2\"\n");

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(before, _fixture.Store.State);
        Assert.Contains("NOT used", _fixture.StickReport, StringComparison.Ordinal);
        Assert.Contains("gateway.toml:2:1: unknown key \"bogus\"", _fixture.StickReport, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _fixture.StickReport, StringComparison.Ordinal);
        Assert.Equal("stick-refused", Assert.Single(considered.Conditions).Code);
    }

    [Fact]
    public async Task A_huge_file_is_read_up_to_the_readers_limit_and_refused()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick("");
        await using (var file = new FileStream(Path.Join(_fixture.StickFolder, "gateway.toml"), FileMode.Open))
            file.SetLength(3L * 1024 * 1024 * 1024);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(1, considered.Generation);
        Assert.Contains("more than 1048576", _fixture.StickReport, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway.toml.txt", 2)]
    [InlineData("other.toml", 1)]
    public async Task Windows_names_are_taken_and_others_are_not(string name, int generation)
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second, name);

        Assert.Equal(generation, (await _fixture.ConsiderAsync()).Generation);
        Assert.NotNull(_fixture.StickReport);
    }

    [Fact]
    public async Task A_folder_in_the_files_place_is_a_problem_of_the_stick_alone()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick("", "x");
        Directory.CreateDirectory(Path.Join(_fixture.StickFolder, "gateway.toml"));

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(1, considered.Generation);
        Assert.Equal("stick-refused", Assert.Single(considered.Conditions).Code);
    }

    [Fact]
    public async Task A_stick_that_cannot_be_mounted_is_a_problem_of_the_stick_alone()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        _fixture.Commands.Answer(static command => command.Program == "mount" ? new CommandResult(32, "", "wrong fs type") : null);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(1, considered.Generation);
        Assert.Contains("wrong fs type", Assert.Single(considered.Conditions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stick_that_cannot_be_written_is_used_all_the_same()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        _fixture.Commands.Answer(static command => command.ToText().StartsWith("mount -t vfat -o rw", StringComparison.Ordinal) ? new CommandResult(32, "", "write-protected") : null);

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(2, considered.Generation);
        Assert.Contains(considered.Conditions, static condition => condition.Code == "stick-not-writable");
    }

    [Fact]
    public async Task A_full_disk_of_the_box_is_no_fault_of_the_stick()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        _fixture.SpoilStore();

        var considered = await _fixture.ConsiderAsync();

        Assert.Equal(1, considered.Generation);
        Assert.Contains("Free space in /var", _fixture.StickReport, StringComparison.Ordinal);
        var condition = Assert.Single(considered.Conditions);
        Assert.Contains("Free space in /var", condition.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("another computer", condition.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_remembered_of_it_the_turn_goes_on_without_the_stick()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        _fixture.SpoilRun();

        Assert.Equal("stick-refused", Assert.Single((await _fixture.ConsiderAsync()).Conditions).Code);
    }

    [Fact]
    public async Task A_stick_that_comes_later_than_the_boot_is_left_alone()
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        _fixture.Boot(uptime: 200);

        Assert.Equal(1, (await _fixture.ConsiderAsync()).Generation);
        Assert.Null(_fixture.StickReport);
    }

    [Theory]
    [InlineData(true, "It runs, and every service answers.")]
    [InlineData(false, "It was taken back; generation 1 runs again.")]
    public async Task The_report_says_in_the_end_what_became_of_it(bool healthy, string outcome)
    {
        await _fixture.WorkAsync();
        _fixture.PlugStick(ConfigurationFixture.Second);
        await _fixture.Stick.StartAsync(Test.Cancellation);
        await _fixture.ConsiderAsync();
        Assert.Contains("not known yet", _fixture.StickReport, StringComparison.Ordinal);

        _fixture.Store.Update(state => healthy ? GenerationChanges.Healthy(state) : GenerationChanges.Fail(state, "kea does not answer"));
        await _fixture.Stick.ExecuteTask!.SoonAsync();

        Assert.Contains(outcome, _fixture.StickReport, StringComparison.Ordinal);
    }
}
