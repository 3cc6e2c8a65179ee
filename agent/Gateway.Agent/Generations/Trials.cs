using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;
using Gateway.Planning.Host;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Generations;

/// <summary>Watches a new generation until it is decided: healthy, or taken back.</summary>
public sealed partial class Trials(
    GenerationStore store, FailureMemory memory, MomentSource moments, HostBoard board, Trigger trigger, TimeProvider time, ILogger<Trials> logger)
{
    /// <summary>From the switch to every service answering; the container's start is in it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Watched? _watched;
    private volatile bool _paused;

    /// <summary>Call before the machine is brought to the running generation.</summary>
    public void Begin()
    {
        var now = moments.Now();
        var state = _paused || (_watched is { Rests: true } resting && resting.Generation == store.State.Running) ? store.State : store.Settle(state => GenerationChanges.Begin(state, now));
        if (state.Timer is { } timer)
            trigger.SignalAfter(timer.Remaining(now), "the time to confirm");
        if (state.RunningRecord is not { Result: GenerationResult.Trying } record)
            _watched = null;
        else if (_watched?.Generation != record.Number)
            _watched = new Watched(record.Number, Known(record), IsLive: board.Reports.Value.Report is not null, Since: null);
    }

    /// <summary>The agent is being stopped in order, which interrupts nothing. A turn that is under way begins none again.</summary>
    public void Pause()
    {
        _paused = true;
        store.Settle(static state => state with { Trial = null });
    }

    /// <summary>The time to confirm is over: taking the generation back goes before everything else.</summary>
    public bool MustGoBack => store.State.Timer?.IsDue(moments.Now()) == true;

    /// <summary>Checks or applies, but not beyond the time in which the generation that runs must be confirmed.</summary>
    /// <exception cref="ConfirmTimeException">That time is over.</exception>
    public async Task<T> WithinConfirmTimeAsync<T>(Func<CancellationToken, Task<T>> apply, CancellationToken cancellation)
    {
        if (store.State.Timer is not { } timer)
            return await apply(cancellation);
        using var due = new CancellationTokenSource(timer.Remaining(moments.Now()), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellation);
        try
        {
            return await apply(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && store.State.Timer is null)
        {
            // It was confirmed meanwhile.
            return await apply(cancellation);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ConfirmTimeException(e);
        }
    }

    /// <summary>Call after each turn, and whenever something new is known.</summary>
    /// <param name="failure">What the turn failed with, or null.</param>
    public void Judge(string? failure = null)
    {
        if (store.State.RunningRecord is { Result: GenerationResult.Healthy } good && board.Reports.Value.Report is { } report && report.Generation == good.Number)
            memory.Keep(KnownFailures.Of(board.View.Failing, report));
        if (_watched is not { } watched || store.State is not { RunningRecord: { Result: GenerationResult.Trying } record } state || record.Number != watched.Generation)
            return;
        // The next turn takes it back, which is no failure.
        if (MustGoBack)
            return;
        if (watched.Since is null)
        {
            _watched = watched = watched with { Since = time.GetTimestamp() };
            trigger.SignalAfter(Limit, "the time to become healthy");
        }

        var verdict = HealthJudge.Judge(Evidence(watched, state, failure));
        if (verdict.IsGood is null && IsOverdue(watched))
            Rest(watched);
        if (verdict.IsGood is { } isGood)
            Decide(record, isGood ? GenerationChanges.Healthy : before => GenerationChanges.Fail(before, verdict.Reason!), verdict.Reason);
    }

    /// <summary>Nothing can be decided for want of a card that nobody would find: a power cut from here on says nothing about the generation.</summary>
    private void Rest(Watched watched)
    {
        _watched = watched with { Rests = true };
        store.Settle(static state => state with { Trial = null });
    }

    private bool IsOverdue(Watched watched) => time.GetElapsedTime(watched.Since!.Value) >= Limit;

    private void Decide(GenerationRecord record, Func<GenerationState, GenerationState> change, string? reason)
    {
        var before = store.State;
        var after = store.Settle(change);
        if (ReferenceEquals(before, after))
            return;
        if (reason is null)
            LogHealthy(logger, record.Number);
        else
            LogFailed(logger, record.Number, after.Running, reason);
        trigger.Signal($"generation {record.Number} is decided");
    }

    private HealthEvidence Evidence(Watched watched, GenerationState state, string? failure)
    {
        var view = board.View;
        return new HealthEvidence
        {
            Generation = watched.Generation,
            Bindings = view.Bindings ?? Unbound,
            Fallback = FallbackBindings(state, view.Cards),
            Settled = view.Settled && view.Generation == watched.Generation && view.Failing.All(unit => watched.Known.HostUnits.Contains(unit)),
            HostConditions = view.Conditions,
            Report = board.Reports.Value.Report,
            Failure = failure,
            Known = watched.Known,
            IsLive = watched.IsLive,
            IsOverdue = IsOverdue(watched),
        };
    }

    /// <summary>What the generation itself reported, after a restart of the agent, does not excuse it; what was remembered of the one before it does.</summary>
    private KnownFailures Known(GenerationRecord record)
    {
        if (board.Reports.Value.Report is { } report && report.Generation != record.Number)
            return KnownFailures.Of(board.View.Failing, report);
        var remembered = memory.Read();
        return remembered with { HostUnits = [.. remembered.HostUnits.Union(board.View.Failing)] };
    }

    private RoleBindings? FallbackBindings(GenerationState state, ImmutableArray<NetworkCard> cards) =>
        state.Find(state.Fallback) is { } record && store.Read(record.Hash) is { } file && ConfigurationReader.Read(file).Config is { } config
            ? RoleBinder.Bind(config, cards)
            : null;

    private static RoleBindings Unbound { get; } = new(
        new RoleBinding(HostNames.Outside, BindingState.Missing), new RoleBinding(HostNames.Inside, BindingState.Missing));

    [LoggerMessage(Level = LogLevel.Information, Message = "generation {Number} is healthy")]
    private static partial void LogHealthy(ILogger logger, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "generation {Number} is taken back, generation {Running} runs again: {Reason}")]
    private static partial void LogFailed(ILogger logger, int number, int? running, string reason);

    /// <param name="Known">What had failed before the switch.</param>
    /// <param name="IsLive">The container served before the switch.</param>
    /// <param name="Since">When the machine was first brought to it; null: not yet.</param>
    private sealed record Watched(int Generation, KnownFailures Known, bool IsLive, long? Since)
    {
        /// <summary>Its time went by without a decision.</summary>
        public bool Rests { get; init; }
    }
}
