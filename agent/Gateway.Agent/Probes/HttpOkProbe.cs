using System.Net;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>GETs a page of the box itself.</summary>
internal static class HttpOkProbe
{
    public static async Task<string?> AskAsync(Probe.HttpOk probe, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(probe.Url, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.StatusCode == HttpStatusCode.OK ? null : $"{probe.Url} answered {(int)response.StatusCode}";
    }
}
