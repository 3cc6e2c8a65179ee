namespace Gateway.Agent.Control;

/// <summary>What both ends of the control socket agree on.</summary>
public static class ControlSocket
{
    public const string Path = "/run/gateway/agent.sock";

    /// <summary>Bytes of one message.</summary>
    public const int MessageLimit = 4 * 1024 * 1024;

    /// <summary>How long the server waits for the request of a connected client.</summary>
    public static TimeSpan RequestTimeout { get; } = TimeSpan.FromSeconds(10);
}
