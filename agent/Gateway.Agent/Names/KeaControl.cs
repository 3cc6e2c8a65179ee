using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Support;
using Gateway.Planning.Services.Kea;

namespace Gateway.Agent.Names;

/// <summary>Asks Kea over its control socket: one command, one answer, and Kea closes the connection.</summary>
/// <param name="find">The socket's place now; null: there is none. On the host it is the container's, whose answer is not trusted.</param>
public sealed class KeaControl(Func<string?> find)
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>In the container.</summary>
    public static KeaControl Here() => new(static () => KeaDefaults.ControlSocket);

    /// <summary>On the host.</summary>
    /// <param name="process">A process of the container now; null: it does not run.</param>
    public static KeaControl Of(Func<int?> process) =>
        new(() => process() is { } found ? ContainerFolders.OfProcess(found, KeaDefaults.ControlSocket) : null);

    /// <returns>What <see cref="KeaCommands.ResultOf"/> gives.</returns>
    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<int> AskAsync(string command, CancellationToken cancellation) => KeaCommands.ResultOf(await AnswerAsync(command, cancellation));

    /// <returns>Kea's answer as it is.</returns>
    /// <exception cref="IOException">Kea does not run, or does not answer.</exception>
    /// <exception cref="FormatException">Something else answered.</exception>
    public async Task<string> AnswerAsync(string command, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Limit);
        try
        {
            return await TalkAsync(command, deadline.Token);
        }
        catch (SocketException e)
        {
            throw new IOException($"asking Kea failed: {e.Message}; it gives out leases once the gateway serves: see `gateway status`", e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"asking Kea failed: it did not answer within {Limit.TotalSeconds:0} s; see `gateway status`");
        }
    }

    private async Task<string> TalkAsync(string command, CancellationToken cancellation)
    {
        var path = find() ?? throw new IOException("asking Kea failed: the container that it runs in does not; see `gateway status`");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        await socket.SendAsync(Encoding.UTF8.GetBytes(command), cancellation);
        var answer = new byte[LargestAnswer];
        var length = 0;
        while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), cancellation) is > 0 and var read)
            length += read;
        return Encoding.UTF8.GetString(answer, 0, length);
    }
}
