using Gateway.Agent.Control;
using Gateway.Agent.Support;
using Gateway.Planning.Services.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Asks the certificate authority, which systemd starts for it.</summary>
/// <param name="find">Its socket's place now; null: there is none. On the host it is the container's, whose answer is not trusted.</param>
public sealed class AuthorityControl(Func<string?> find)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>In the container.</summary>
    public static AuthorityControl Here() => new(static () => AuthorityDefaults.ControlSocket);

    /// <summary>On the host.</summary>
    /// <param name="process">A process of the container now; null: it does not run.</param>
    public static AuthorityControl Of(Func<int?> process) =>
        new(() => process() is { } found ? ContainerFolders.OfProcess(found, AuthorityDefaults.ControlSocket) : null);

    public async Task<ControlResponse> AskAsync(ControlRequest request, CancellationToken cancellation)
    {
        if (find() is not { } path)
            return ControlResponse.Failed(ExitCode.Failed, "the container in which the certificate authority is does not run: see `gateway status`");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Limit);
        try
        {
            var response = await new ControlClient(path).AskAsync(request, deadline.Token);
            return response.Exit is ExitCode.AgentNotRunning or ExitCode.NotAllowed
                ? ControlResponse.Failed(ExitCode.Failed, "the certificate authority cannot be asked: it is there once the gateway serves; see `gateway status` and `gateway logs authority`")
                : response;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ControlResponse.Failed(ExitCode.Failed, $"the certificate authority did not answer within {Limit.TotalSeconds:0} s; see `gateway logs authority`");
        }
    }
}
