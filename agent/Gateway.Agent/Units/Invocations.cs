namespace Gateway.Agent.Units;

/// <summary>The links that systemd keeps for units that run (systemd.exec(5), INVOCATION_ID): each start makes a new one, which is as old as that start. RestartMode=direct alone keeps the old one, and no unit has it.</summary>
public sealed class Invocations(string directory = "/run/systemd/units")
{
    /// <summary>Null: the unit does not run.</summary>
    public string? IdOf(string unit) => LinkOf(unit)?.LinkTarget;

    /// <summary>When the unit was started, by the clock of that time; null: it does not run.</summary>
    public DateTime? StartedAt(string unit) => LinkOf(unit)?.LastWriteTimeUtc;

    private FileInfo? LinkOf(string unit)
    {
        try
        {
            var link = new FileInfo(Path.Join(directory, $"invocation:{unit}"));
            return link.LinkTarget is null ? null : link;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }
}
