using System.Diagnostics;

namespace Gateway.Lab.Run.Check;

/// <summary>The steps that were walked, in order; the first that fails ends the walk.</summary>
public sealed class StepLog(Action<CheckStep> show, CancellationToken cancellation)
{
    private readonly List<CheckStep> steps = [];

    public IReadOnlyList<CheckStep> Steps => steps;

    /// <summary>Takes a step; <paramref name="work"/> returns what later steps need, and what was found.</summary>
    /// <exception cref="StepFailedException">It failed; the reason is recorded.</exception>
    public async Task<T> TakeAsync<T>(string name, Func<Task<(T Value, string Text)>> work)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var (value, text) = await work().ConfigureAwait(false);
            Add(new CheckStep(name, CheckOutcome.Passed, clock.Elapsed, text));
            return value;
        }
        catch (Exception error) when (IsReason(error) && !cancellation.IsCancellationRequested)
        {
            Add(new CheckStep(name, CheckOutcome.Failed, clock.Elapsed, error.Message));
            throw new StepFailedException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>Records a step that is not taken.</summary>
    public void Leave(string name, CheckOutcome outcome, string reason) => Add(new CheckStep(name, outcome, TimeSpan.Zero, reason));

    private void Add(CheckStep step)
    {
        steps.Add(step);
        show(step);
    }

    private static bool IsReason(Exception error) =>
        error is InvalidOperationException or TimeoutException or IOException or InvalidDataException or FormatException;
}

/// <summary>A step failed, which is recorded: nothing after it can be tried.</summary>
public sealed class StepFailedException : Exception
{
    public StepFailedException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    public StepFailedException(string message)
        : base(message)
    {
    }

    public StepFailedException()
    {
    }
}
