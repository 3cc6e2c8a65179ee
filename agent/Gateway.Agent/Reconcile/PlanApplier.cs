using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Reconcile;

/// <summary>Carries out the files and units of a plan, in the one safe order: check everything, switch the files, stop, start.</summary>
public sealed class PlanApplier(FileApplier files, UnitApplier units)
{
    /// <exception cref="FileCheckException">A daemon refused its file; nothing was changed.</exception>
    public async Task<ImmutableArray<UnitFailure>> ApplyAsync(DesiredState desired, Plan plan, CancellationToken cancellation)
    {
        await files.CheckAsync(plan, cancellation);
        files.Switch(desired, plan);
        if (plan.Changes.Any(IsUnitFile))
            await units.ReloadSystemdAsync(cancellation);
        var stopped = await units.StopAsync(desired, plan, cancellation);
        var started = await units.StartAsync(desired, plan, cancellation);
        return [.. stopped, .. started];
    }

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
