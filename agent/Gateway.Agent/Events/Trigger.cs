using System.Collections.Immutable;

namespace Gateway.Agent.Events;

/// <summary>Many sources say that something may have changed, one waiter looks. Signals that come close together are one.</summary>
/// <param name="quiet">The waiter goes once no signal came for this long.</param>
/// <param name="atMost">The waiter goes this long after the first signal even when they keep coming.</param>
public sealed class Trigger(TimeProvider time, TimeSpan quiet, TimeSpan atMost)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ITimer> _delayed = [];
    private TaskCompletionSource _ready = NewSource();
    private ITimer? _quietTimer;
    private ITimer? _lastTimer;

    public Trigger()
        : this(TimeProvider.System, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1))
    {
    }

    /// <param name="reason">For the log: what changed, such as <c>unit kea-dhcp4-server.service</c>.</param>
    public void Signal(string reason)
    {
        lock (_lock)
        {
            _reasons.Add(reason);
            if (_quietTimer is null)
            {
                _quietTimer = time.CreateTimer(_ => Release(), null, quiet, Timeout.InfiniteTimeSpan);
                _lastTimer = time.CreateTimer(_ => Release(), null, atMost, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _quietTimer.Change(quiet, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Signals later, for what changes without an event. A second call with the same reason replaces the first.</summary>
    public void SignalAfter(TimeSpan delay, string reason)
    {
        lock (_lock)
        {
            if (_delayed.Remove(reason, out var earlier))
                earlier.Dispose();
            _delayed[reason] = time.CreateTimer(_ => SignalDelayed(reason), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes a <see cref="SignalAfter"/> back.</summary>
    public void CancelDelayed(string reason)
    {
        lock (_lock)
        {
            if (_delayed.Remove(reason, out var timer))
                timer.Dispose();
        }
    }

    /// <summary>Waits for the next group of signals and returns its reasons. One waiter at a time.</summary>
    public async Task<ImmutableArray<string>> WaitAsync(CancellationToken cancellation)
    {
        Task ready;
        lock (_lock)
            ready = _ready.Task;
        await ready.WaitAsync(cancellation);
        lock (_lock)
        {
            ImmutableArray<string> reasons = [.. _reasons];
            _reasons.Clear();
            _ready = NewSource();
            StopTimers();
            return reasons;
        }
    }

    private void SignalDelayed(string reason)
    {
        CancelDelayed(reason);
        Signal(reason);
    }

    private void Release()
    {
        lock (_lock)
        {
            StopTimers();
            _ready.TrySetResult();
        }
    }

    private void StopTimers()
    {
        _quietTimer?.Dispose();
        _lastTimer?.Dispose();
        _quietTimer = _lastTimer = null;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
