using Gateway.Agent.Commands;
using Gateway.Agent.Files;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Tests.Files;

public sealed class FileApplierTests : IDisposable
{
    private readonly FileFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Files_are_written_with_their_directories_and_nothing_else_is_left()
    {
        await _fixture.ApplyAsync(_fixture.File("/etc/kea/kea.conf", "one\n"), _fixture.File("/etc/b", "two\n"));

        Assert.Equal("/etc/b\n/etc/kea/kea.conf", _fixture.Tree());
        Assert.Equal("one\n", _fixture.Read("/etc/kea/kea.conf"));
    }

    [Fact]
    public async Task A_second_turn_plans_nothing()
    {
        var file = _fixture.File("/etc/a", "ä content\n") with { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await _fixture.ApplyAsync(file);

        var second = await _fixture.ApplyAsync(file);

        Assert.True(second.IsEmpty, second.ToText());
    }

    [Fact]
    public async Task A_file_that_is_no_longer_wanted_is_removed_and_a_foreign_one_stays()
    {
        await _fixture.ApplyAsync(_fixture.File("/etc/a", "1"), _fixture.File("/etc/b", "2"));
        File.WriteAllText(_fixture.Root + "/etc/foreign", "not ours");

        var plan = await _fixture.ApplyAsync(_fixture.File("/etc/a", "1"));

        Assert.Equal("remove /etc/b", plan.ToText());
        Assert.Equal("/etc/a\n/etc/foreign", _fixture.Tree());
        Assert.Equal(["/etc/a"], _fixture.Manifest.Read());
    }

    [Fact]
    public async Task A_run_that_stopped_half_way_still_knows_what_to_remove()
    {
        _fixture.Manifest.Write(["/etc/half"]);
        Directory.CreateDirectory(_fixture.Root + "/etc");
        File.WriteAllText(_fixture.Root + "/etc/half", "written before the power went");

        await _fixture.ApplyAsync();

        Assert.Equal("", _fixture.Tree());
        Assert.Empty(_fixture.Manifest.Read());
    }

    [Fact]
    public async Task A_mode_changed_by_hand_is_put_back()
    {
        var file = _fixture.File("/etc/secret", "x") with { Mode = UnixFileMode.UserRead };
        await _fixture.ApplyAsync(file);
        File.SetUnixFileMode(_fixture.Root + "/etc/secret", UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var plan = await _fixture.ApplyAsync(file);

        Assert.Equal("change /etc/secret", plan.ToText());
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_fixture.Root + "/etc/secret"));
    }

    [Fact]
    public async Task An_owner_changed_by_hand_is_put_back()
    {
        Assert.SkipUnless(LinuxFile.geteuid() == 0, "only root can give files away");
        var file = _fixture.File("/etc/a", "x") with { Owner = "daemon", Group = "daemon" };
        await _fixture.ApplyAsync(file);
        LinuxFile.ChangeOwner(_fixture.Root + "/etc/a", 0, 0);

        var plan = await _fixture.ApplyAsync(file);

        Assert.Equal("change /etc/a", plan.ToText());
        Assert.Equal(Test.Accounts.UserId("daemon"), LinuxFile.Stat(_fixture.Root + "/etc/a")!.Uid);
    }

    [Fact]
    public async Task A_symbolic_link_is_replaced_and_its_target_left_alone()
    {
        Directory.CreateDirectory(_fixture.Root + "/etc");
        File.WriteAllText(_fixture.Root + "/target", "theirs");
        File.CreateSymbolicLink(_fixture.Root + "/etc/resolv.conf", _fixture.Root + "/target");

        await _fixture.ApplyAsync(_fixture.File("/etc/resolv.conf", "ours"));

        Assert.Equal("ours", _fixture.Read("/etc/resolv.conf"));
        Assert.Equal("theirs", _fixture.Read("/target"));
    }

    [Fact]
    public async Task A_refused_file_changes_nothing_and_the_error_has_the_daemons_own_words()
    {
        await _fixture.ApplyAsync(_fixture.File("/etc/a", "old"));
        var staged = _fixture.Staging + "/etc/b";
        _fixture.Commands.Answer($"check {staged}", exitCode: 1, error: "line 3: unknown clause 'colour'\n");
        var refused = _fixture.File("/etc/b", "bad") with { Check = new FileCheck("check", ["{file}"]) };

        var error = await Assert.ThrowsAsync<FileCheckException>(
            () => _fixture.ApplyAsync(_fixture.File("/etc/a", "new"), refused));

        Assert.Contains("line 3: unknown clause 'colour'", error.Message, StringComparison.Ordinal);
        Assert.Contains("/etc/b", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", _fixture.Read("/etc/a"));
        Assert.Equal("/etc/a", _fixture.Tree());
        Assert.False(Directory.Exists(_fixture.Staging));
    }

    [Fact]
    public async Task A_checker_that_cannot_be_started_accepts_nothing()
    {
        _fixture.Commands.Answer(static command => throw CommandException.NotStarted(command, new IOException("no such program")));

        var error = await Assert.ThrowsAsync<FileCheckException>(
            () => _fixture.ApplyAsync(_fixture.File("/etc/a", "1") with { Check = new FileCheck("check", ["{file}"]) }));

        Assert.Contains("checking the new /etc/a: `check", error.Message, StringComparison.Ordinal);
        Assert.Equal("", _fixture.Tree());
    }

    [Fact]
    public async Task Every_refusal_is_told_at_once()
    {
        _fixture.Commands.Answer(static _ => new(1, "", "no good"));
        var check = new FileCheck("check", ["{file}"]);

        var error = await Assert.ThrowsAsync<FileCheckException>(() => _fixture.ApplyAsync(
            _fixture.File("/etc/a", "1") with { Check = check },
            _fixture.File("/etc/b", "2") with { Check = check }));

        Assert.Contains("/etc/a", error.Message, StringComparison.Ordinal);
        Assert.Contains("/etc/b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checked_file_that_names_another_new_one_names_its_staged_copy()
    {
        var seen = "";
        _fixture.Commands.Answer(command =>
        {
            seen = File.ReadAllText(command.Arguments[0]);
            return new(0, "", "");
        });

        await _fixture.ApplyAsync(
            _fixture.File("/etc/main.conf", "include /etc/part.conf; # not /etc/part.conf.d or /old/etc/part.conf\n") with
            {
                Check = new FileCheck("check", ["{file}"]),
            },
            _fixture.File("/etc/part.conf", "part\n"));

        Assert.Equal($"include {_fixture.Staging}/etc/part.conf; # not /etc/part.conf.d or /old/etc/part.conf\n", seen);
        Assert.StartsWith("include /etc/part.conf;", _fixture.Read("/etc/main.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_owner_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<IOException>(
            () => _fixture.ApplyAsync(_fixture.File("/etc/a", "1") with { Owner = "nobody-here" }));

        Assert.Contains("'nobody-here'", error.Message, StringComparison.Ordinal);
    }
}
