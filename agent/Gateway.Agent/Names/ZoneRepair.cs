using Gateway.Agent.Commands;
using Gateway.Planning.Services.Knot;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Names;

/// <summary>
/// A Knot that answers, but cannot load or change a zone, has files that are no good: they are thrown away. The end of the unit brings a
/// turn of this agent, which makes empty zones and starts it again; what was in them follows from the leases.
/// </summary>
public sealed partial class ZoneRepair(ICommandRunner commands, ILogger<ZoneRepair> logger, string storage = KnotDefaults.Storage)
{
    private const string Unit = "knot.service";

    /// <summary>In what kdig and knsupdate say of such an answer.</summary>
    private const string ServerFailure = "'SERVFAIL'";

    /// <summary>Such answers one after another; the pauses between them grow.</summary>
    private const int Patience = 3;

    private int _failures;

    /// <summary>It was done once, and Knot has not answered well since: then there is something else wrong, and no hurry.</summary>
    private bool _cleared;

    public void Succeeded() => (_failures, _cleared) = (0, false);

    /// <summary>True: a Knot that could not be reached, or answered well, answers like this for the first time.</summary>
    public bool Begins(Exception failure) => _failures == 0 && !_cleared && IsServerFailure(failure);

    public async Task FailedAsync(Exception failure, CancellationToken cancellation)
    {
        _failures = IsServerFailure(failure) ? _failures + 1 : 0;
        if (_failures < Patience)
            return;
        _failures = 0;
        try
        {
            await commands.RunCheckedAsync(Command.Of("systemctl", "stop", "--", Unit), cancellation);
            Clear();
            _cleared = true;
            LogCleared(logger, storage);
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
        {
            LogNotCleared(logger, storage, e.Message);
        }
    }

    private static bool IsServerFailure(Exception failure) =>
        failure is CommandException { Result: { } result } && (result.Output + result.Error).Contains(ServerFailure, StringComparison.Ordinal);

    private void Clear()
    {
        foreach (var entry in new DirectoryInfo(storage).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Knot could not use what is in {Storage}: it was removed, and the zones are made anew from the leases")]
    private static partial void LogCleared(ILogger logger, string storage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Knot cannot use what is in {Storage}, and removing it failed: {Reason}; it is tried again")]
    private static partial void LogNotCleared(ILogger logger, string storage, string reason);
}
