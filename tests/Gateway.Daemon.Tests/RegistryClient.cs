using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Agent.Links;

namespace Gateway.Daemon.Tests;

/// <summary>A client of registries by the OCI Distribution Specification, in the daemons' network.</summary>
internal sealed class RegistryClient : IDisposable
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly HttpClient http;

    /// <param name="inside">A process in the network.</param>
    /// <param name="authority">Whose services are believed.</param>
    /// <param name="certificate">What is shown; null: nothing.</param>
    /// <param name="versions">Of TLS.</param>
    /// <param name="chain">What is shown beside it.</param>
    public RegistryClient(
        int inside, TestAuthority authority, X509Certificate2? certificate, SslProtocols versions = SslProtocols.None, X509Certificate2Collection? chain = null)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            AllowAutoRedirect = false,
            ConnectCallback = (context, cancellation) => ConnectAsync(inside, context.DnsEndPoint.Port, cancellation),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = versions,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority.Root },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, chain ?? authority.Chain, offline: true),
            },
        };
        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ManifestType));
        return await http.SendAsync(request, cancellation);
    }

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpMethod method, string url, CancellationToken cancellation)
    {
        using var response = await SendAsync(method, url, null, cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    public Task<(HttpStatusCode Status, string Body)> GetAsync(string url, CancellationToken cancellation) => AskAsync(HttpMethod.Get, url, cancellation);

    /// <summary>Uploads in two pieces; the digest.</summary>
    public async Task<string> PushBlobAsync(string repository, byte[] blob, CancellationToken cancellation)
    {
        var location = await LocationAsync(HttpMethod.Post, $"{repository}/blobs/uploads/", null, HttpStatusCode.Accepted, cancellation);
        location = await LocationAsync(HttpMethod.Patch, location, Bytes(blob), HttpStatusCode.Accepted, cancellation);
        await LocationAsync(HttpMethod.Put, $"{location}&digest={DigestOf(blob)}", null, HttpStatusCode.Created, cancellation);
        return DigestOf(blob);
    }

    /// <summary>An image of one layer; the manifest's text.</summary>
    public async Task<string> PushImageAsync(string repository, string tag, byte[] layer, CancellationToken cancellation)
    {
        var config = "{}"u8.ToArray();
        await PushBlobAsync(repository, config, cancellation);
        await PushBlobAsync(repository, layer, cancellation);
        var manifest = $$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":{{config.Length}},"digest":"{{DigestOf(config)}}"},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","size":{{layer.Length}},"digest":"{{DigestOf(layer)}}"}]}
            """;
        using var content = new StringContent(manifest, Encoding.UTF8, MediaTypeHeaderValue.Parse(ManifestType));
        using var response = await SendAsync(HttpMethod.Put, $"{repository}/manifests/{tag}", content, cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return manifest;
    }

    public static string DigestOf(byte[] blob) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(blob))}";

    public void Dispose() => http.Dispose();

    private static ByteArrayContent Bytes(byte[] blob) => new(blob) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private async Task<string> LocationAsync(HttpMethod method, string url, HttpContent? content, HttpStatusCode expected, CancellationToken cancellation)
    {
        using var response = await SendAsync(method, url, content, cancellation);
        Assert.True(response.StatusCode == expected, $"{method} {url}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
        return response.Headers.Location!.ToString();
    }

    private static async ValueTask<Stream> ConnectAsync(int inside, int port, CancellationToken cancellation)
    {
        var socket = NetworkNamespace.Run(inside, static () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            await socket.ConnectAsync(IPAddress.Parse("192.168.4.1"), port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
