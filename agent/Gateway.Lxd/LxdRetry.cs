namespace Gateway.Lxd;

/// <summary>How long to bear with a busy LXD.</summary>
/// <param name="Pause">How long to wait for an event before asking again.</param>
/// <param name="Deadline">When to give up.</param>
public sealed record LxdRetry(TimeSpan Pause, TimeSpan Deadline)
{
    /// <summary>LXD 5.0 needs 2 to 6 seconds to notice that a container's init was killed.</summary>
    public static LxdRetry Busy { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    /// <summary>LXD's own start takes 3 to 8 seconds, several times that on a slow machine.</summary>
    public static LxdRetry Start { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(2));
}
