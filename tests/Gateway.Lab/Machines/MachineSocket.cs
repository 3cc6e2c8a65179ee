using System.Net.Sockets;

namespace Gateway.Lab.Machines;

/// <summary>A unix socket that QEMU connects to when it starts.</summary>
public sealed class MachineSocket : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public MachineSocket(string path)
    {
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
    }

    public async Task<Socket> AcceptAsync(CancellationToken cancellation) => await listener.AcceptAsync(cancellation).ConfigureAwait(false);

    public void Dispose() => listener.Dispose();
}
