using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Plans;

public sealed class DifferTests
{
    private static readonly ManagedFile Rules = new("/etc/rules", "deny");
    private static readonly ManagedFile Server = new("/etc/server", "listen");

    private static readonly DesiredState Desired = new()
    {
        Files = [Server, Rules],
        Units =
        [
            new ManagedUnit("server.service", UnitGoal.Running) { ReloadOn = [Server.Path] },
            new ManagedUnit("forwarding.service", UnitGoal.Stopped) { Phase = UnitPhase.Forwarding },
            new ManagedUnit("idle.service", UnitGoal.Stopped),
            new ManagedUnit("rules.service", UnitGoal.Running) { Phase = UnitPhase.Firewall, RestartOn = [Rules.Path] },
        ],
    };

    [Fact]
    public void On_an_empty_machine_files_come_first_and_units_by_phase() => PlanIs(
        """
        create /etc/server
        create /etc/rules
        start rules.service
        start server.service
        """,
        Desired,
        new ObservedState());

    [Fact]
    public void What_is_as_desired_plans_nothing() => PlanIs("", Desired, Reached(Desired));

    [Theory]
    [InlineData("deny", UnixFileMode.UserRead, "root", "root")]
    [InlineData("deny", Readable, "proxy", "root")]
    [InlineData("deny", Readable, "root", "proxy")]
    public void A_file_with_another_mode_or_owner_is_written_again(string content, UnixFileMode mode, string owner, string group)
    {
        var observed = Reached(Desired);

        PlanIs(
            "change /etc/rules",
            Desired,
            observed with { Files = observed.Files.SetItem(Rules.Path, new ObservedFile(content, mode, owner, group)) });
    }

    [Fact]
    public void A_file_changed_by_hand_is_put_back_without_touching_a_unit_that_never_loaded_it()
    {
        var observed = Reached(Desired);

        PlanIs(
            "change /etc/rules",
            Desired,
            observed with { Files = observed.Files.SetItem(Rules.Path, new ObservedFile("allow", Readable, "root", "root")) });
    }

    [Fact]
    public void A_file_that_is_a_daemons_own_is_made_and_then_left_alone()
    {
        var once = new DesiredState { Files = [Server with { Once = true }] };

        PlanIs("create /etc/server", once, new ObservedState());
        PlanIs("", once with { Files = [Server with { Once = true, Content = "another" }] }, Reached(once));
    }

    [Fact]
    public void New_content_is_written_and_loaded_each_unit_in_its_own_way()
    {
        var changed = Desired with { Files = [Server with { Content = "listen more" }, Rules with { Content = "deny more" }] };

        PlanIs(
            """
            change /etc/server
            change /etc/rules
            restart rules.service
            reload server.service
            """,
            changed,
            Reached(Desired));
    }

    [Fact]
    public void A_unit_that_runs_with_older_content_than_its_file_is_reloaded() => PlanIs(
        "reload server.service",
        Desired,
        With(Reached(Desired), "server.service", "active", ("/etc/server", "before the crash")));

    [Fact]
    public void A_unit_of_which_nobody_knows_what_it_loaded_is_reloaded() =>
        PlanIs("reload server.service", Desired, With(Reached(Desired), "server.service", "active"));

    [Fact]
    public void A_unit_that_is_still_coming_up_is_restarted_since_it_cannot_reload() =>
        PlanIs("restart server.service", Desired, With(Reached(Desired), "server.service", "activating"));

    [Fact]
    public void A_unit_on_its_way_down_is_left_to_systemd_which_starts_it_again_in_its_own_time() =>
        PlanIs("", Desired, With(Reached(Desired), "server.service", "deactivating", ("/etc/server", "listen")));

    [Theory]
    [InlineData("auto-restart")]
    [InlineData("auto-restart-queued")]
    public void A_unit_that_waits_to_be_started_again_reads_its_files_then(string waiting)
    {
        var observed = With(Reached(Desired), "server.service", "activating");

        PlanIs("", Desired, observed with { Units = observed.Units.SetItem("server.service", observed.Units["server.service"] with { SubState = waiting }) });
    }

    [Fact]
    public void A_unit_that_waits_with_an_older_file_is_started_with_the_newer_one_at_once()
    {
        var observed = With(Reached(Desired), "server.service", "activating", ("/etc/server", "older"));

        PlanIs("restart server.service", Desired, observed with { Units = observed.Units.SetItem("server.service", observed.Units["server.service"] with { SubState = "auto-restart" }) });
    }

    [Fact]
    public void A_unit_on_its_way_down_that_read_older_content_is_restarted() =>
        PlanIs("restart server.service", Desired, With(Reached(Desired), "server.service", "deactivating"));

    [Theory]
    [InlineData("failed")]
    [InlineData("inactive")]
    public void A_unit_that_should_run_and_does_not_is_started(string state) =>
        PlanIs("start server.service", Desired, With(Reached(Desired), "server.service", state));

    [Theory]
    [InlineData("active")]
    [InlineData("activating")]
    [InlineData("reloading")]
    public void A_unit_that_should_not_run_is_stopped(string state) =>
        PlanIs("stop idle.service", Desired, With(Reached(Desired), "idle.service", state));

    [Fact]
    public void Units_stop_in_the_reverse_order_of_their_phases_and_before_others_start() => PlanIs(
        """
        stop idle.service
        stop forwarding.service
        start rules.service
        """,
        Desired,
        With(With(With(Reached(Desired), "forwarding.service", "active"), "idle.service", "active"), "rules.service", "failed"));

    [Fact]
    public void A_file_of_an_earlier_turn_that_is_no_longer_wanted_is_removed_and_unloaded()
    {
        var observed = With(Reached(Desired), "server.service", "active", (Server.Path, Server.Content), ("/etc/extra", "old"));
        observed = observed with { Files = observed.Files.Add("/etc/extra", new ObservedFile("old", Readable, "root", "root")) };

        PlanIs(
            """
            remove /etc/extra
            reload server.service
            """,
            Desired,
            observed,
            Server.Path,
            "/etc/extra",
            "/etc/already-gone");
    }

    [Fact]
    public void A_unit_that_cannot_be_reloaded_is_started_again_when_a_file_of_its_goes()
    {
        var desired = Desired with { Units = [new ManagedUnit("server.service", UnitGoal.Running) { RestartOn = [Server.Path] }] };

        PlanIs("restart server.service", desired, With(Reached(desired), "server.service", "active", (Server.Path, Server.Content), ("/etc/extra", "old")));
    }

    [Fact]
    public void A_file_that_the_agent_never_wrote_is_left_alone()
    {
        var observed = Reached(Desired);

        PlanIs(
            "",
            Desired,
            observed with { Files = observed.Files.Add("/etc/theirs", new ObservedFile("old", Readable, "root", "root")) });
    }

    [Fact]
    public void A_card_that_goes_away_stops_forwarding_before_the_rules_change()
    {
        var before = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed);
        var after = StackPlanner.Plan(StackSamples.WithoutOutside, StackSamples.Observed);

        var plan = Differ.Compare(after, Reached(before), [.. before.Files.Select(static file => file.Path)]);

        Assert.Equal(
            """
            change /etc/gateway/firewall.nft
            remove /etc/systemd/network/40-outside.network
            stop gateway-forwarding.service
            reload gateway-firewall.service
            reload systemd-networkd.service
            """,
            plan.ToText());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("everything-off")]
    public void A_second_turn_plans_nothing(string sample)
    {
        var desired = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed);

        Assert.True(Differ.Compare(desired, Reached(desired), [.. desired.Files.Select(static file => file.Path)]).IsEmpty);
    }

    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static void PlanIs(string expected, DesiredState desired, ObservedState observed, params string[] written) =>
        Assert.Equal(expected, Differ.Compare(desired, observed, [.. written]).ToText());

    /// <summary>The machine after a turn that did all of it.</summary>
    private static ObservedState Reached(DesiredState desired)
    {
        var hashes = desired.Files.ToDictionary(static file => file.Path, static file => ContentHash.Of(file.Content));
        return new ObservedState
        {
            Files = desired.Files.ToImmutableDictionary(
                static file => file.Path,
                static file => new ObservedFile(file.Content, file.Mode, file.Owner, file.Group)),
            Units = desired.Units.ToImmutableDictionary(
                static unit => unit.Name,
                unit => new ObservedUnit(unit.Goal == UnitGoal.Running ? "active" : "inactive", "", 0)
                {
                    LoadedFiles = unit.ReloadOn.Concat(unit.RestartOn).ToImmutableDictionary(static path => path, path => hashes[path]),
                }),
        };
    }

    private static ObservedState With(ObservedState observed, string unit, string state, params (string Path, string Content)[] loaded) =>
        observed with
        {
            Units = observed.Units.SetItem(unit, new ObservedUnit(state, "", 0)
            {
                LoadedFiles = loaded.ToImmutableDictionary(static file => file.Path, static file => ContentHash.Of(file.Content)),
            }),
        };
}
