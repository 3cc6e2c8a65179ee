namespace Gateway.Agent.Reconcile;

/// <summary>The newest value of something, for readers that want it now or as soon as it changes.</summary>
public sealed class Latest<T>(T initial)
    where T : class
{
    private readonly Lock _lock = new();
    private T _value = initial;
    private TaskCompletionSource _changed = NewSource();

    public T Value
    {
        get
        {
            lock (_lock)
                return _value;
        }
    }

    public void Publish(T value)
    {
        lock (_lock)
        {
            _value = value;
            _changed.TrySetResult();
            _changed = NewSource();
        }
    }

    /// <summary>Makes a new value out of the present one; nobody publishes in between.</summary>
    public void Update(Func<T, T> change)
    {
        lock (_lock)
            Publish(change(_value));
    }

    /// <summary>The newest value, once it is another one than the reader has seen.</summary>
    public async Task<T> NextAsync(T? seen, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!ReferenceEquals(_value, seen))
                    return _value;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
