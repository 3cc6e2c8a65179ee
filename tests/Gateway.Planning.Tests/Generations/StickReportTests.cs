using Gateway.Planning.Generations;

namespace Gateway.Planning.Tests.Generations;

public sealed class StickReportTests
{
    [Theory]
    [InlineData(GenerationResult.Trying, "gateway.toml was right and became generation 2.\nIt runs now; whether every service answers is not known yet. This file will say.\n")]
    [InlineData(GenerationResult.Healthy, "gateway.toml was right and became generation 2.\nIt runs, and every service answers.\n")]
    [InlineData(GenerationResult.Failed, "gateway.toml was right and became generation 2.\nIt was taken back; generation 1 runs again.\n\nkea does not answer\n")]
    [InlineData(GenerationResult.Replaced, "gateway.toml was right and became generation 2.\nGeneration 1 runs meanwhile.\n")]
    public void It_says_what_became_of_the_file(GenerationResult result, string text)
    {
        var reason = result == GenerationResult.Failed ? "kea does not answer" : null;
        var state = new GenerationState { Running = result is GenerationResult.Trying or GenerationResult.Healthy ? 2 : 1, Generations = [new GenerationRecord(2, DateTimeOffset.UnixEpoch, GenerationOrigin.Stick, "hash", result) { Reason = reason }] };

        Assert.Equal(text, StickReport.Of("gateway.toml", state, 2));
    }

    [Fact]
    public void It_has_every_error_of_a_file_that_was_refused() =>
        Assert.Equal("gateway.toml was NOT used. Nothing has changed.\n\nline 3\nline 4\n", StickReport.Refused("gateway.toml", "line 3\nline 4\n"));
}
