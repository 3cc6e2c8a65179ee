using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Services.Trust;

namespace Gateway.Agent.BlockLists;

/// <summary>Fetches a list over HTTPS: bounded in size and time, from a server whose certificate is checked, and never over less.</summary>
public sealed class BlockListFetch : IDisposable
{
    /// <summary>Unpacked.</summary>
    internal const int LargestList = 32 * 1024 * 1024;

    /// <summary>A line of a hosts file names a dozen; a longer one is no list's.</summary>
    private const int LongestLine = 4096;
    private const int LongestTag = 256;
    private const int BlockSize = 64 * 1024;
    private const int MostRedirections = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;

    /// <param name="authorities">The public authorities, in PEM form.</param>
    /// <param name="further">The operator's own, where there are any.</param>
    public BlockListFetch(string authorities = "/etc/ssl/certs/ca-certificates.crt", string further = TrustConfig.Path)
    {
        // One that leads from https to http is not followed.
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            MaxAutomaticRedirections = MostRedirections,
            ConnectTimeout = ConnectLimit,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        _handler.SslOptions.CertificateChainPolicy = Policy([.. new[] { authorities, further }.Where(File.Exists)]);
        _client = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="tag">The server's word for the copy that is there; null: there is none.</param>
    /// <exception cref="IOException">It cannot be had.</exception>
    public async Task<FetchedList> GetAsync(string url, string? tag, int mostNames, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.UserAgent.ParseAdd("gateway");
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (tag is not null && response.StatusCode == HttpStatusCode.NotModified)
                return new FetchedList(null, tag);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new IOException($"{request.RequestUri!.Host} answered {(int)response.StatusCode}");
            await using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            return new FetchedList(BlockedNames.Read(Lines(await ReadAsync(body, LargestList, deadline.Token)), mostNames), response.Headers.ETag?.ToString() is { Length: <= LongestTag } given ? given : null);
        }
        catch (HttpRequestException e)
        {
            throw new IOException((e.InnerException ?? e).Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new IOException($"what came was packed and is damaged: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"it took longer than {Limit.TotalMinutes:0} minutes");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    /// <exception cref="IOException">There is more than that.</exception>
    internal static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var block = new byte[BlockSize];
        while (await stream.ReadAsync(block, cancellation) is > 0 and var length)
        {
            if (read.Length + length > most)
                throw new IOException($"it is larger than {most / (1024 * 1024)} MiB");
            read.Write(block, 0, length);
        }

        return read.ToArray();
    }

    /// <summary>Read as a line that has no name.</summary>
    private const string Strange = "? ?";

    internal static IEnumerable<string> Lines(byte[] text)
    {
        using var reader = new StreamReader(new MemoryStream(text), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line.Length <= LongestLine ? line : Strange;
    }

    private static X509ChainPolicy Policy(string[] files)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        foreach (var file in files)
            policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}

/// <param name="Names">Null: the copy that is there is the current one.</param>
/// <param name="Tag">The server's word for it; null: it has none.</param>
public sealed record FetchedList(BlockedNames? Names, string? Tag);
