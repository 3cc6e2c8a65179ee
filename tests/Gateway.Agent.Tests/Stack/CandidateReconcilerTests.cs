using Gateway.Planning.Plans;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Tests.Stack;

public sealed class CandidateReconcilerTests : IDisposable
{
    private readonly StackFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_document_to_be_checked_is_answered_and_changes_nothing()
    {
        await ReconcileAsync(StackFixture.Document);
        _fixture.WriteCandidate(StackFixture.Document with { Proxy = new StackProxy { Enabled = false } });
        await ReconcileAsync(StackFixture.Document);

        var answer = _fixture.Report.Candidate!;
        Assert.Null(answer.Refusal);
        Assert.Contains("stop squid.service", answer.Changes);
        Assert.Contains("reload gateway-firewall.service", answer.Changes);
        Assert.DoesNotContain(answer.Changes, static change => change.Contains("kea", StringComparison.Ordinal));
        Assert.Contains("squid.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task A_refusal_is_the_answer_and_the_turn_goes_on()
    {
        await ReconcileAsync(StackFixture.Document);
        _fixture.WriteCandidate(StackFixture.Document with { Proxy = new StackProxy { Enabled = false } });
        _fixture.Commands.Answer(static command => command.Program == "/usr/sbin/nft" ? new(1, "", "syntax error") : null);

        await ReconcileAsync(StackFixture.Document);

        Assert.Contains("syntax error", _fixture.Report.Candidate!.Refusal, StringComparison.Ordinal);
        Assert.True(_fixture.Report.Ready);
        Assert.Equal(ContentHash.Of(StackDocumentJson.ToText(StackFixture.Document with { Proxy = new StackProxy { Enabled = false } })), _fixture.Report.Candidate.Hash);
    }

    [Fact]
    public async Task A_document_of_another_release_that_was_left_there_is_refused_and_the_turn_goes_on()
    {
        _fixture.WriteCandidate("{\"version\": 99}");

        await ReconcileAsync(StackFixture.Document);

        Assert.Contains("only version 1", _fixture.Report.Candidate!.Refusal, StringComparison.Ordinal);
        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task The_answer_goes_with_the_document()
    {
        _fixture.WriteCandidate(StackFixture.Document);
        await ReconcileAsync(StackFixture.Document);
        Assert.NotNull(_fixture.Report.Candidate);

        _fixture.RemoveCandidate();
        await ReconcileAsync(StackFixture.Document);

        Assert.Null(_fixture.Report.Candidate);
    }

    private Task ReconcileAsync(StackDocument document)
    {
        _fixture.Write(document);
        return _fixture.Candidates.ReconcileAsync(["test"], Test.Cancellation);
    }
}
