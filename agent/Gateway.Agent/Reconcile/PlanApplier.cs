using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Reconcile;

/// <summary>Carries out the files and units of a plan, in the one safe order: check everything, switch the files, stop, start.</summary>
public sealed partial class PlanApplier(FileApplier files, UnitApplier units, ILogger<PlanApplier> logger)
{
    /// <summary>Lets every daemon check its new files; changes nothing.</summary>
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    public Task CheckAsync(Plan plan, CancellationToken cancellation) => files.CheckAsync(plan, cancellation);

    /// <exception cref="FileCheckException">A daemon refused its file; nothing was changed.</exception>
    public async Task<ImmutableArray<UnitFailure>> ApplyAsync(DesiredState desired, Plan plan, CancellationToken cancellation)
    {
        await files.CheckAsync(plan, cancellation);
        foreach (var change in plan.Changes)
            LogChange(logger, change.ToText());
        files.Switch(desired, plan);
        if (plan.Changes.Any(IsUnitFile))
            await units.ReloadSystemdAsync(cancellation);
        var stopped = await units.StopAsync(desired, plan, cancellation);
        var started = await units.StartAsync(desired, plan, cancellation);
        return [.. stopped, .. started];
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
