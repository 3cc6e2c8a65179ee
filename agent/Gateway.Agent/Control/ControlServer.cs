using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Control;

/// <summary>Serves the operator's command on a unix socket.</summary>
public sealed class ControlServer(
    string path,
    ImmutableHashSet<uint> users,
    IControlHandler handler,
    ILogger<ControlServer> logger) : BackgroundService
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private UnixListener? _listener;

    public static ImmutableHashSet<uint> RootOnly { get; } = [0];

    /// <summary>Listens before the agent says that it is ready.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new UnixListener(path, OwnerOnly, users);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var conversation = new ControlConversation(handler, logger);
        while (true)
            _ = conversation.ServeAsync(await _listener!.AcceptAsync(stoppingToken), stoppingToken);
    }
}
