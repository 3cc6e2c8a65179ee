using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>GETs a page on one of several sockets of the box itself.</summary>
internal static class SocketOkProbe
{
    public static async Task<string?> AskAsync(Probe.SocketOk probe, CancellationToken cancellation)
    {
        string? complaint = null;
        foreach (var socket in probe.Sockets)
        {
            complaint = await AskAsync(socket, probe.Path, cancellation);
            if (complaint is null)
                return null;
        }

        return complaint;
    }

    private static async Task<string?> AskAsync(string path, string page, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = ConnectAsync };
        using var client = new HttpClient(handler);
        try
        {
            using var response = await client.GetAsync($"http://localhost{page}", HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.StatusCode == HttpStatusCode.OK ? null : $"{path} answered {(int)response.StatusCode} for {page}";
        }
        catch (HttpRequestException e)
        {
            return $"getting {page} from {path}: {e.Message}";
        }

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken attempt)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), attempt);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
