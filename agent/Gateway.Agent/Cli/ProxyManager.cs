using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Gateway.Agent.Cards;
using Gateway.Agent.Links;
using Gateway.Planning.Services.Squid;

namespace Gateway.Agent.Cli;

/// <summary>Reads squid's cache manager, which listens on the container's loopback.</summary>
/// <param name="address">Its address there.</param>
/// <param name="process">A process of the container; null: this is the container.</param>
internal sealed class ProxyManager(IPEndPoint address, int? process)
{
    /// <summary>Bytes of a page; squid remembers some hundred clients.</summary>
    private const int LargestPage = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="IOException">The container does not run.</exception>
    public static ProxyManager Find(VerbContext context) => new(
        context.ProxyManager,
        !context.Journals.HasContainer ? null : new ContainerProcess().Find() ?? throw new IOException("the container does not run; see `gateway status`"));

    /// <exception cref="HttpRequestException">Squid does not run, or refuses.</exception>
    public async Task<SquidStatistics> ReadAsync(CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = ConnectAsync };
        using var client = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = LargestPage };
        var pages = ImmutableArray.CreateBuilder<string>();
        foreach (var page in SquidStatistics.Pages)
            pages.Add(await client.GetStringAsync($"http://{address}/squid-internal-mgr/{page}", cancellation));
        return SquidStatistics.Parse(pages.ToImmutable());
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = NetworkNamespace.Run(process, static () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
