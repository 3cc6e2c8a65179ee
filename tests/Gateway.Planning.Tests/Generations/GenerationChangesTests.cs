using Gateway.Planning.Generations;
using static Gateway.Planning.Tests.Generations.GenerationSamples;

namespace Gateway.Planning.Tests.Generations;

public sealed class GenerationChangesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_healthy_generation_is_what_the_box_goes_back_to_from_then_on() => Assert.Equal("""
        1 good BootPartition Healthy
        2 next Apply Healthy
        runs 2, goes back to none, considered good
        """, Text(GenerationChanges.Healthy(Trying())));

    [Fact]
    public void A_failed_generation_gives_way_to_the_confirmed_one() => Assert.Equal("""
        1 good BootPartition Healthy
        2 next Apply Failed: no DNS
        runs 1, goes back to none, considered good, next failed 1
        """, Text(GenerationChanges.Fail(Trying(), "no DNS")));

    [Fact]
    public void A_refused_generation_never_runs() => Assert.Equal("""
        1 good BootPartition Healthy
        2 bad BootPartition Refused: line 7
        runs 1, goes back to none, considered bad
        """, Text(GenerationChanges.Refuse(Working, "bad", GenerationOrigin.BootPartition, "line 7", At(100))));

    [Theory]
    [InlineData(GenerationOrigin.Edit)]
    [InlineData(GenerationOrigin.Apply)]
    public void A_text_that_was_refused_before_it_was_written_leaves_the_file_as_considered(GenerationOrigin origin)
    {
        // The file and what runs differ; were the file considered again, it would take the place of what the operator applied.
        var applied = GenerationChanges.Healthy(Trying());

        var refused = GenerationChanges.Refuse(applied, "bad", origin, "line 7", At(200));

        Assert.Equal(("good", 2), (refused.Considered, refused.Running));
        Assert.False(GenerationDecider.Decide(refused, new ConsideredFile("good", IsValid: true), static _ => true, At(201)).ConsiderFile);
    }

    [Fact]
    public void Failures_are_forgotten_with_their_texts_but_not_that_of_the_operators_file()
    {
        var state = Working with { Considered = "file" };
        state = GenerationChanges.CountFailure(state, "file");
        for (var i = 0; i < 40; i++)
            state = GenerationChanges.CountFailure(GenerationChanges.Refuse(state, $"bad{i}", GenerationOrigin.Apply, "no", At(200 + i)), $"bad{i}");

        Assert.Equal(GenerationState.Kept + 1, state.Failures.Count);
        Assert.True(state.Failures.ContainsKey("file"));
    }

    [Fact]
    public void An_apply_lifts_the_quarantine()
    {
        var quarantined = GenerationChanges.CountFailure(GenerationChanges.Fail(Trying(), "no DNS"), "next");
        Assert.True(quarantined.IsQuarantined("next"));

        Assert.True(GenerationChanges.Adopt(quarantined, "next", GenerationOrigin.BootPartition, null, At(200)).IsQuarantined("next"));
        Assert.False(GenerationChanges.Adopt(quarantined, "next", GenerationOrigin.Apply, null, At(200)).IsQuarantined("next"));
    }

    [Fact]
    public void A_confirmed_generation_is_kept()
    {
        var confirmed = GenerationChanges.Confirm(GenerationChanges.Healthy(Trying(confirm: Minute)));

        Assert.Equal((2, 2, null), (confirmed.Running, confirmed.Confirmed, confirmed.Timer));
    }

    [Fact]
    public void A_confirmation_does_not_make_a_generation_healthy()
    {
        var confirmed = GenerationChanges.Confirm(Trying(confirm: Minute));

        Assert.Equal(1, confirmed.Confirmed);
        Assert.Equal(1, GenerationChanges.Fail(confirmed, "no DNS").Running);
        Assert.Equal(2, GenerationChanges.Healthy(confirmed).Confirmed);
    }

    [Fact]
    public void Nothing_can_be_confirmed_where_nothing_can_be_gone_back_to() =>
        Assert.Null(GenerationChanges.Adopt(new GenerationState(), "first", GenerationOrigin.Apply, Minute, At(10)).Timer);

    [Fact]
    public void Twenty_are_kept_and_what_runs_and_what_is_confirmed_however_old()
    {
        var state = GenerationChanges.Adopt(Working, "next", GenerationOrigin.Apply, Minute, At(100));
        for (var i = 0; i < 40; i++)
            state = GenerationChanges.Refuse(state, $"bad{i}", GenerationOrigin.Apply, "no", At(200 + i));

        Assert.Equal(["good", "next", "bad20"], state.Generations.Take(3).Select(static record => record.Hash));
        Assert.Equal((22, 43), (state.Generations.Length, state.NextNumber));
    }

    [Fact]
    public void What_is_remembered_survives_as_text()
    {
        var state = GenerationChanges.Fail(Trying(confirm: Minute), "no DNS") with { Timer = ConfirmTimer.Start(2, Minute, At(100.25)) };

        Assert.Equal(GenerationStateJson.ToText(state), GenerationStateJson.ToText(GenerationStateJson.Parse(GenerationStateJson.ToText(state))));
        Assert.Equal(Text(state), Text(GenerationStateJson.Parse(GenerationStateJson.ToText(state))));
    }
}
