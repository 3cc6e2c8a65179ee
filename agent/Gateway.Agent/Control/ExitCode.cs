namespace Gateway.Agent.Control;

/// <summary>What the operator's command ends with. Documented in docs/gateway.md.</summary>
public static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotReady = 3;
    public const int AgentNotRunning = 4;
    public const int NotAllowed = 5;
}
