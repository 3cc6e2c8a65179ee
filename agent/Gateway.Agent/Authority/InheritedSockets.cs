namespace Gateway.Agent.Authority;

/// <summary>The listening sockets that systemd hands over (sd_listen_fds(3)).</summary>
internal static class InheritedSockets
{
    private const int First = 3;

    /// <summary>The descriptor of a name; null: systemd did not hand one over.</summary>
    public static int? Find(string name)
    {
        if (Environment.GetEnvironmentVariable("LISTEN_PID") != $"{Environment.ProcessId}")
            return null;
        var index = Array.IndexOf((Environment.GetEnvironmentVariable("LISTEN_FDNAMES") ?? "").Split(':'), name);
        return index < 0 ? null : First + index;
    }
}
