using Gateway.Planning.Generations;
using static Gateway.Planning.Tests.Generations.GenerationSamples;

namespace Gateway.Planning.Tests.Generations;

/// <summary>Each row of the table of docs/decisions/generations.md.</summary>
public sealed class GenerationDeciderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_new_device_considers_a_right_file() => Assert.True(Decide(new GenerationState(), "first").ConsiderFile);

    [Fact]
    public void A_new_device_with_a_wrong_file_runs_nothing()
    {
        var decision = Decide(new GenerationState(), new ConsideredFile("first", IsValid: false), At(10));

        Assert.False(decision.ConsiderFile);
        Assert.Null(decision.State.Running);
    }

    [Fact]
    public void A_file_that_was_considered_before_is_not_considered_again() => AssertStays(Working, "good");

    [Fact]
    public void A_changed_file_is_considered() => Assert.True(Decide(Working, "other").ConsiderFile);

    [Fact]
    public void A_wrong_file_leaves_the_confirmed_generation_running()
    {
        var decision = Decide(Working, new ConsideredFile("other", IsValid: false), At(200));

        Assert.Equal((Working, false), (decision.State, decision.ConsiderFile));
    }

    [Fact]
    public void A_missing_or_unreadable_file_leaves_the_confirmed_generation_running()
    {
        var decision = Decide(Working, file: null, At(200));

        Assert.Equal((Working, false), (decision.State, decision.ConsiderFile));
    }

    [Fact]
    public void After_an_apply_the_old_file_does_not_come_back()
    {
        var applied = GenerationChanges.Healthy(Trying());

        var decision = Decide(applied, "good");

        Assert.False(decision.ConsiderFile);
        Assert.Equal(2, decision.State.Running);
    }

    [Fact]
    public void A_file_with_the_text_that_runs_already_makes_no_new_generation()
    {
        var decision = Decide(GenerationChanges.Healthy(Trying()), "next");

        Assert.False(decision.ConsiderFile);
        Assert.Equal(("next", 2, 2), (decision.State.Considered, decision.State.Running, decision.State.Generations.Length));
    }

    [Fact]
    public void One_interruption_is_not_enough_to_give_up()
    {
        var decision = Decide(Trying(), "good", At(5, "boot-2", "run-2"));

        Assert.Equal("""
            1 good BootPartition Healthy
            2 next Apply Trying
            runs 2, goes back to 1, considered good, next failed 1
            """, Text(decision.State));
    }

    [Fact]
    public void The_second_interruption_quarantines_the_text()
    {
        var once = GenerationChanges.Begin(Decide(Trying(), "good", At(5, "boot-2", "run-2")).State, At(6, "boot-2", "run-2"));

        var decision = Decide(once, "good", At(5, "boot-3", "run-3"));

        Assert.Equal("""
            1 good BootPartition Healthy
            2 next Apply Failed: the box stopped twice before every service answered
            runs 1, goes back to none, considered good, next failed 2
            """, Text(decision.State));
    }

    [Fact]
    public void The_same_run_of_the_agent_is_no_interruption() => AssertStays(Trying(), "good");

    [Fact]
    public void A_generation_that_is_decided_is_not_interrupted()
    {
        var applied = GenerationChanges.Healthy(Trying());

        Assert.Equal(applied, Decide(applied, "good", At(5, "boot-2", "run-2")).State);
    }

    [Fact]
    public void A_first_configuration_is_never_given_up_since_there_is_no_other()
    {
        var state = GenerationChanges.Adopt(new GenerationState(), "first", GenerationOrigin.BootPartition, null, At(10));
        for (var boot = 2; boot < 6; boot++)
            state = Decide(GenerationChanges.Begin(state, At(6, $"boot-{boot}", $"run-{boot}")), "first", At(5, $"boot-{boot + 1}", $"run-{boot + 1}")).State;

        Assert.Equal((1, GenerationResult.Trying), (state.Running, state.RunningRecord!.Result));
    }

    [Fact]
    public void A_quarantined_file_is_not_considered_again()
    {
        var failed = GenerationChanges.Fail(Trying(GenerationOrigin.BootPartition), "no DNS");
        var again = GenerationChanges.Begin(GenerationChanges.Adopt(failed, "next", GenerationOrigin.BootPartition, null, At(300)), At(301));
        var quarantined = GenerationChanges.Fail(again, "no DNS") with { Considered = "another" };

        var decision = Decide(quarantined, "next");

        Assert.False(decision.ConsiderFile);
        Assert.Equal((1, "next"), (decision.State.Running, decision.State.Considered));
    }

    [Fact]
    public void A_file_that_failed_once_is_tried_once_more_when_it_comes_back()
    {
        var failed = GenerationChanges.Fail(Trying(GenerationOrigin.BootPartition), "no DNS");

        Assert.False(Decide(failed, "next").ConsiderFile);
        Assert.True(Decide(failed with { Considered = "another" }, "next").ConsiderFile);
    }

    [Fact]
    public void Before_the_time_to_confirm_is_over_nothing_is_taken_back() =>
        AssertStays(GenerationChanges.Healthy(Trying(confirm: Minute)), "good", At(159));

    [Fact]
    public void After_the_time_to_confirm_the_confirmed_text_comes_back_as_a_new_generation()
    {
        var decision = Decide(GenerationChanges.Healthy(Trying(confirm: Minute)), "good", At(160));

        Assert.Equal("""
            1 good BootPartition Healthy
            2 next Apply Reverted
            3 good ConfirmRevert Healthy
            runs 3, goes back to none, considered good
            """, Text(decision.State));
    }

    [Fact]
    public void The_time_to_confirm_goes_on_when_the_agent_is_started_again()
    {
        var state = GenerationChanges.Healthy(Trying(confirm: Minute));

        Assert.Equal(2, Decide(state, "good", At(159, run: "run-2")).State.Running);
        Assert.Equal(3, Decide(state, "good", At(160, run: "run-2")).State.Running);
    }

    [Fact]
    public void A_generation_that_is_still_tried_is_taken_back_too_when_its_time_is_over() =>
        Assert.Equal(3, Decide(Trying(confirm: Minute), "good", At(160)).State.Running);

    [Fact]
    public void A_new_file_ends_the_time_to_confirm()
    {
        var pending = GenerationChanges.Healthy(Trying(confirm: Minute));
        Assert.True(Decide(pending, "third").ConsiderFile);

        Assert.Equal("""
            1 good BootPartition Healthy
            2 next Apply Replaced
            3 third BootPartition Trying
            runs 3, goes back to 1, considered third
            """, Text(GenerationChanges.Adopt(pending, "third", GenerationOrigin.BootPartition, null, At(120))));
    }

    [Fact]
    public void A_text_that_is_lost_gives_way_to_the_newest_healthy_one()
    {
        var decision = GenerationDecider.Decide(
            GenerationChanges.Healthy(Trying()), new ConsideredFile("good", IsValid: true), static hash => hash != "next", At(200));

        Assert.Equal((1, 1, false), (decision.State.Running, decision.State.Confirmed, decision.ConsiderFile));
    }

    [Fact]
    public void When_every_text_is_lost_the_file_is_considered_again()
    {
        var decision = GenerationDecider.Decide(Working, new ConsideredFile("good", IsValid: true), static _ => false, At(200));

        Assert.Null(decision.State.Running);
        Assert.True(decision.ConsiderFile);
    }

    private static GenerationDecision Decide(GenerationState state, string hash) => Decide(state, hash, At(150));

    private static GenerationDecision Decide(GenerationState state, string hash, Moment now) => Decide(state, new ConsideredFile(hash, IsValid: true), now);

    private static GenerationDecision Decide(GenerationState state, ConsideredFile? file, Moment now) =>
        GenerationDecider.Decide(state, file, static _ => true, now);

    private static void AssertStays(GenerationState state, string file, Moment? now = null)
    {
        var decision = Decide(state, file, now ?? At(150));

        Assert.Equal((state, false), (decision.State, decision.ConsiderFile));
    }
}
