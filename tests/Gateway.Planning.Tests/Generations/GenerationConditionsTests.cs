using Gateway.Planning.Generations;
using Gateway.Planning.Status;
using static Gateway.Planning.Tests.Generations.GenerationSamples;

namespace Gateway.Planning.Tests.Generations;

public sealed class GenerationConditionsTests
{
    [Fact]
    public void A_file_that_runs_needs_no_words() => Assert.Empty(Of(Working, "good"));

    [Fact]
    public void What_runs_and_the_file_never_differ_silently() =>
        AssertSays(Of(GenerationChanges.Healthy(Trying()), "good"), "configuration-differs", "generation 2 runs, which came from gateway apply");

    [Fact]
    public void A_failed_file_is_named_with_its_reason() => AssertSays(
        Of(GenerationChanges.Fail(Trying(GenerationOrigin.BootPartition), "no DNS"), "next"), "configuration-failed", "no DNS; generation 1 keeps running");

    [Fact]
    public void A_refused_file_is_named_with_its_reason() => AssertSays(
        Of(GenerationChanges.Refuse(Working, "bad", GenerationOrigin.BootPartition, "nft: line 7", At(100)), "bad"),
        "configuration-refused", "nft: line 7; generation 1 keeps running");

    [Fact]
    public void A_quarantined_file_is_named_with_the_way_out()
    {
        var quarantined = GenerationChanges.CountFailure(GenerationChanges.Fail(Trying(GenerationOrigin.BootPartition), "no DNS"), "next");

        AssertSays(Of(quarantined, "next"), "configuration-quarantined", "`gateway apply /boot/gateway.toml`");
    }

    [Fact]
    public void An_unconfirmed_generation_says_how_to_keep_it() => AssertSays(
        [Of(GenerationChanges.Healthy(Trying(confirm: TimeSpan.FromSeconds(90))), "good")[^1]], "configuration-unconfirmed", "90s after it was applied unless");

    [Fact]
    public void A_wrong_or_missing_file_leaves_what_runs_and_says_so()
    {
        AssertSays(GenerationConditions.Of(Working, new FileStatus { Hash = "bad", Errors = 2 }), "configuration-invalid", "generation 1 keeps running");
        AssertSays(GenerationConditions.Of(new GenerationState(), new FileStatus { Hash = "bad", Errors = 2 }), "configuration-invalid", "nothing was touched");
        AssertSays(GenerationConditions.Of(Working, new FileStatus()), "configuration-missing", "generation 1 keeps running");
        AssertSays(GenerationConditions.Of(Working, new FileStatus { Problem = "it is not mounted" }), "boot-partition-unreadable", "generation 1 keeps running");
    }

    private static Condition[] Of(GenerationState state, string file) => [.. GenerationConditions.Of(state, new FileStatus { Hash = file })];

    private static void AssertSays(IEnumerable<Condition> conditions, string code, string text)
    {
        var condition = Assert.Single(conditions);
        Assert.Equal(code, condition.Code);
        Assert.Contains(text, condition.Text, StringComparison.Ordinal);
    }
}
