using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Reconcile;

/// <summary>Carries out the files and units of a plan, in the one safe order: check everything, switch the files, stop, start.</summary>
public sealed partial class PlanApplier(FileApplier files, UnitApplier units, ILogger<PlanApplier> logger)
{
    /// <summary>systemd may know another file than the one on the disk: this agent wrote one, or one before it that then ended.</summary>
    private bool _unitsUnread = true;

    /// <summary>Lets every daemon check its new files; changes nothing.</summary>
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    public Task CheckAsync(Plan plan, CancellationToken cancellation) => files.CheckAsync(plan, cancellation);

    /// <param name="desired">What is wanted.</param>
    /// <param name="plan">What it takes.</param>
    /// <param name="whole">False: a refused file holds back its own units alone. That is for a box that has nothing better to go back to, such as one that boots.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="FileCheckException">A daemon refused its file; nothing was changed.</exception>
    public async Task<StateOutcome> ApplyAsync(DesiredState desired, Plan plan, bool whole, CancellationToken cancellation)
    {
        var refusals = await files.RefusalsAsync(plan, cancellation);
        if (!refusals.IsEmpty)
            plan = (whole ? null : PartialPlan.Without(desired, plan, refusals)) ?? throw new FileCheckException(refusals);
        foreach (var change in plan.Changes)
            LogChange(logger, change.ToText());
        _unitsUnread |= plan.Changes.Any(IsUnitFile);
        files.Switch(desired, plan);
        if (_unitsUnread && (plan.Changes.Any(IsUnitFile) || desired.Files.Any(static file => IsUnitFile(file.Path))))
            await units.ReloadSystemdAsync(cancellation);
        _unitsUnread = false;
        var stopped = await units.StopAsync(desired, plan, cancellation);
        var started = await units.StartAsync(desired, plan, cancellation);
        return new StateOutcome([.. stopped, .. started], []) { Refusals = refusals, Changed = !plan.IsEmpty };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Change}")]
    private static partial void LogChange(ILogger logger, string change);

    private static bool IsUnitFile(Change change) => change switch
    {
        Change.WriteFile write => IsUnitFile(write.File.Path),
        Change.RemoveFile remove => IsUnitFile(remove.Path),
        _ => false,
    };

    private static bool IsUnitFile(string path) =>
        path.StartsWith("/etc/systemd/system/", StringComparison.Ordinal) ||
        path.StartsWith("/run/systemd/system/", StringComparison.Ordinal);
}
