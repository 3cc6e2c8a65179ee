using System.Collections.Immutable;
using System.Net.Sockets;

namespace Gateway.Agent.Control;

/// <summary>A listening unix socket that only some users may connect to.</summary>
public sealed class UnixListener : IDisposable
{
    private const int Backlog = 16;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly ImmutableHashSet<uint> _users;

    /// <param name="path">What an earlier run left there is replaced.</param>
    /// <param name="mode">The socket file's mode.</param>
    /// <param name="users">The user ids that are served; others are hung up on.</param>
    public UnixListener(string path, UnixFileMode mode, ImmutableHashSet<uint> users)
    {
        _path = path;
        _users = users;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        // Nobody can connect before Listen, so there is no moment with the wider mode.
        File.SetUnixFileMode(path, mode);
        _socket.Listen(Backlog);
    }

    /// <summary>The next connection of an allowed user.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var connection = await _socket.AcceptAsync(cancellation);
            if (_users.Contains(PeerCredentials.Of(connection).UserId))
                return connection;
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }
}
