using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Agent.Control;
using Gateway.Agent.Systemd;
using Gateway.Planning.Services.Authority;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Authority;

/// <summary><c>gateway-agent authority</c>: looks at what is due, answers what is asked, and ends when nobody asks any more.</summary>
internal sealed class AuthorityDaemon(AuthorityFolders folders, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private const string Category = "authority";

    private readonly CertificateAuthority _authority = new(folders, time, loggers.CreateLogger(Category));
    private readonly IdleWatch _idle = new(time);

    /// <summary>Under systemd, which holds the sockets while this process does not run.</summary>
    public static async Task<int> RunAsync()
    {
        using var loggers = LoggerFactory.Create(static logging => logging
            .AddProvider(new JournalLoggerProvider(Console.Error))
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning));
        if (InheritedSockets.Find(AuthorityDefaults.EnrolmentName) is not { } enrolment || InheritedSockets.Find(AuthorityDefaults.ControlName) is not { } control)
        {
            await Console.Error.WriteLineAsync("gateway-agent authority: systemd starts it, by gateway-authority-enrolment.socket and gateway-authority-control.socket");
            return ExitCode.Usage;
        }

        using var stopped = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stopped.Cancel();
        });
        using var daemon = new AuthorityDaemon(new AuthorityFolders(), TimeProvider.System, loggers);
        using var listener = new Socket(new SafeSocketHandle(control, ownsHandle: true));
        await daemon.ServeAsync(options => options.ListenHandle((ulong)enrolment), listener, new ServiceNotifier(), stopped.Token);
        return ExitCode.Ok;
    }

    /// <param name="enrolment">Where clients are listened to.</param>
    /// <param name="control">Where the operator is listened to.</param>
    public async Task ServeAsync(Action<KestrelServerOptions> enrolment, Socket control, ServiceNotifier notifier, CancellationToken cancellation)
    {
        _authority.Renew();
        using var server = new EnrolmentServer(new Enroller(_authority, loggers.CreateLogger(Category)), _idle, enrolment, loggers);
        await server.StartAsync(cancellation);
        notifier.Ready();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _idle.End);
        try
        {
            await AnswerOperatorsAsync(control, end.Token);
        }
        catch (OperationCanceledException)
        {
            notifier.Stopping();
        }

        await server.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _idle.Dispose();
        _authority.Dispose();
    }

    /// <summary>One at a time: the next one waits in the socket, also over the end of this process.</summary>
    private async Task AnswerOperatorsAsync(Socket listener, CancellationToken cancellation)
    {
        var conversation = new ControlConversation(new ClientDesk(_authority, folders), loggers.CreateLogger(Category));
        while (true)
        {
            var connection = await listener.AcceptAsync(cancellation);
            _idle.Begin();
            // An answer that was begun is finished: what the operator asked for is done by then.
            await conversation.ServeAsync(connection, CancellationToken.None);
            _idle.Finish();
        }
    }
}
