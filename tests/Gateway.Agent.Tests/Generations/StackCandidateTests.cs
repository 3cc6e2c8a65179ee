using Gateway.Agent.Generations;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Generations;

public sealed class StackCandidateTests : IDisposable
{
    private static readonly StackDocument Document = new() { Generation = 5 };

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly HostBoard _board;
    private readonly StackCandidate _candidate;

    public StackCandidateTests()
    {
        _board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        _candidate = new StackCandidate(_board, new ContainerUser(), _time, _directory.At("candidate.json"));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nobody_is_asked_when_the_container_does_not_report()
    {
        Assert.Null(await _candidate.AskAsync(Document, isRunning: true, Test.Cancellation));
        Assert.False(File.Exists(_directory.At("candidate.json")));
    }

    [Fact]
    public async Task An_agent_that_has_just_ended_is_waited_for_a_while()
    {
        _board.Report(new StackReport());
        _board.Report(null);
        var asked = _candidate.AskAsync(Document, isRunning: true, Test.Cancellation);
        Assert.False(asked.IsCompleted);
        _board.Report(new StackReport());
        await Test.UntilAsync(() => File.Exists(_directory.At("candidate.json")));
        var text = await File.ReadAllTextAsync(_directory.At("candidate.json"), Test.Cancellation);
        _board.Report(new StackReport { Candidate = new CandidateReport(ContentHash.Of(text), [], "no") });
        Assert.Equal("no", (await asked.SoonAsync())!.Refusal);

        _board.Report(null);
        var again = _candidate.AskAsync(Document, isRunning: true, Test.Cancellation);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await again.SoonAsync());
        Assert.Null(await _candidate.AskAsync(Document, isRunning: false, Test.Cancellation).SoonAsync());
    }

    [Fact]
    public async Task The_answer_to_this_document_counts_and_the_document_goes()
    {
        _board.Report(new StackReport());
        var asked = _candidate.AskAsync(Document, isRunning: true, Test.Cancellation);
        var text = await File.ReadAllTextAsync(_directory.At("candidate.json"), Test.Cancellation);

        _board.Report(new StackReport { Candidate = new CandidateReport("another", [], "no") });
        _board.Report(new StackReport { Candidate = new CandidateReport(ContentHash.Of(text), ["reload unbound.service"], null) });

        Assert.Equal(["reload unbound.service"], (await asked.SoonAsync())!.Changes);
        Assert.False(File.Exists(_directory.At("candidate.json")));
    }

    [Fact]
    public async Task A_container_that_does_not_answer_is_no_acceptance()
    {
        _board.Report(new StackReport());
        var asked = _candidate.AskAsync(Document, isRunning: true, Test.Cancellation);

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("nothing was changed", (await Assert.ThrowsAsync<TimeoutException>(() => asked.SoonAsync())).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.At("candidate.json")));
    }

    [Fact]
    public async Task A_container_that_leaves_is_no_acceptance()
    {
        _board.Report(new StackReport());
        var asked = _candidate.AskAsync(Document, isRunning: true, Test.Cancellation);

        _board.Report(null);

        await Assert.ThrowsAsync<TimeoutException>(() => asked.SoonAsync());
    }
}
