using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Brings together what the reconciler, the container and the surfaces know, and publishes the status when it changed.</summary>
public sealed class HostBoard(KernelClock clock)
{
    private readonly Lock _lock = new();
    private HostView _view = new();
    private StackReport? _report;
    private string _published = StatusJson.ToText(Initial);

    /// <summary>What <see cref="Changes"/> holds before anything is known; no surface shows it.</summary>
    public static StatusDocument Initial { get; } = HostStatus.ToDocument(new HostView(), null, 0);

    public Latest<StatusDocument> Changes { get; } = new(Initial);

    /// <summary>What the container reports, for who waits for a report.</summary>
    public Latest<ContainerReport> Reports { get; } = new(new ContainerReport(null));

    public HostView View
    {
        get
        {
            lock (_lock)
                return _view;
        }
    }

    public StatusDocument Now
    {
        get
        {
            lock (_lock)
                return HostStatus.ToDocument(_view, _report, clock.Seconds);
        }
    }

    public void Update(Func<HostView, HostView> change)
    {
        lock (_lock)
        {
            _view = change(_view);
            PublishIfChanged();
        }
    }

    /// <param name="report">Null: the container no longer reports.</param>
    public void Report(StackReport? report)
    {
        lock (_lock)
        {
            _report = report;
            PublishIfChanged();
            Reports.Publish(new ContainerReport(report) { HasLeft = report is null });
        }
    }

    private void PublishIfChanged()
    {
        // After a start the container may report first: nobody is shown a box without a configuration.
        if (_view is { Release: "", Conditions.IsEmpty: true })
            return;
        var status = HostStatus.ToDocument(_view, _report, 0);
        // Records with arrays compare by reference, so their texts are compared.
        var text = StatusJson.ToText(status);
        if (text == _published)
            return;
        _published = text;
        Changes.Publish(status with { Uptime = Math.Round(clock.Seconds, 1) });
    }
}

/// <param name="Report">Null while the container does not report.</param>
public sealed record ContainerReport(StackReport? Report)
{
    /// <summary>It reported before.</summary>
    public bool HasLeft { get; init; }
}
