using System.Collections.Immutable;
using System.Threading.Channels;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Reconcile;

public sealed class ReconcilerServiceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeReconciler _reconciler = new();
    private readonly Trigger _trigger;
    private readonly ReconcilerService _service;

    public ReconcilerServiceTests()
    {
        _trigger = new Trigger(_time, TimeSpan.Zero, TimeSpan.Zero);
        _service = new ReconcilerService(_reconciler, _trigger, new TurnProgress(_time), NullLogger<ReconcilerService>.Instance);
    }

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_first_turn_needs_no_event_and_each_event_brings_another()
    {
        await StartAsync();
        Assert.Equal("turn: start", await _reconciler.NextAsync());

        Signal("links");
        Assert.Equal("turn: links", await _reconciler.NextAsync());
        await _service.StopAsync(Test.Cancellation);
    }

    [Fact]
    public async Task A_turn_that_fails_is_reported_and_tried_again_after_a_pause()
    {
        _reconciler.Failure = new IOException("no disk");
        await StartAsync();
        Assert.Equal("turn: start", await _reconciler.NextAsync());
        Assert.Equal("failed: no disk", await _reconciler.NextAsync());

        _reconciler.Failure = null;
        await _reconciler.UntilAsync(_time);
        Assert.Equal("turn: the last turn failed", await _reconciler.NextAsync());
        await _service.StopAsync(Test.Cancellation);
    }

    private async Task StartAsync()
    {
        await _service.StartAsync(Test.Cancellation);
        await _reconciler.UntilAsync(_time);
    }

    private void Signal(string reason)
    {
        _trigger.Signal(reason);
        _time.Advance(TimeSpan.Zero);
    }

    private sealed class FakeReconciler : IReconciler
    {
        private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

        public Exception? Failure { get; set; }

        public async Task<string> NextAsync() => await _seen.Reader.ReadAsync(Test.Cancellation).AsTask().SoonAsync();

        /// <summary>Moves the clock until the service, which runs beside the test, has set its timer and taken its turn.</summary>
        public async Task UntilAsync(ManualTime time)
        {
            var arrived = _seen.Reader.WaitToReadAsync(Test.Cancellation).AsTask();
            while (!arrived.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(2));
                await Task.Yield();
            }
        }

        public Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
        {
            _seen.Writer.TryWrite($"turn: {string.Join(", ", reasons)}");
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }

        public Task ReportFailureAsync(Exception failure, CancellationToken cancellation)
        {
            _seen.Writer.TryWrite($"failed: {failure.Message}");
            return Task.CompletedTask;
        }
    }
}
