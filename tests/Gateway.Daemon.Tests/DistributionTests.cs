using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Daemon.Tests;

/// <summary>The four workflows of the OCI Distribution Specification 1.0 with a good certificate, through HAProxy: pull, push, content discovery, content management.</summary>
public sealed class DistributionTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string App = $"{RegistryNetwork.Registry}/team/app";
    private const string Everywhere = "alice:/v2/ 1\n";
    private static readonly string Unknown = RegistryClient.DigestOf("nobody has this"u8.ToArray());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pull()
    {
        await using var network = await StartAsync();
        using var alice = network.Client(network.Authority.Client("alice"));
        var layer = RandomNumberGenerator.GetBytes(100_000);
        var manifest = await alice.PushImageAsync(App, "1", layer, Cancellation);
        var digest = RegistryClient.DigestOf(Encoding.UTF8.GetBytes(manifest));

        foreach (var reference in (string[])["1", digest])
        {
            using var head = await alice.SendAsync(HttpMethod.Head, $"{App}/manifests/{reference}", null, Cancellation);
            Assert.Equal((HttpStatusCode.OK, digest, manifest.Length), (head.StatusCode, Header(head, "Docker-Content-Digest"), (int)head.Content.Headers.ContentLength!));
            Assert.Equal((HttpStatusCode.OK, manifest), await alice.GetAsync($"{App}/manifests/{reference}", Cancellation));
        }

        using var blob = await alice.SendAsync(HttpMethod.Head, $"{App}/blobs/{RegistryClient.DigestOf(layer)}", null, Cancellation);
        Assert.Equal((HttpStatusCode.OK, layer.Length), (blob.StatusCode, (int)blob.Content.Headers.ContentLength!));
        foreach (var (missing, code) in ((string, string)[])[($"{App}/manifests/none", "MANIFEST_UNKNOWN"), ($"{App}/manifests/{Unknown}", "MANIFEST_UNKNOWN"), ($"{App}/blobs/{Unknown}", "BLOB_UNKNOWN")])
        {
            await FailsAsync(alice, HttpMethod.Get, missing, HttpStatusCode.NotFound, code);
        }
    }

    [Fact]
    public async Task Push()
    {
        await using var network = await StartAsync();
        using var alice = network.Client(network.Authority.Client("alice"));
        var (first, second) = (RandomNumberGenerator.GetBytes(70_000), RandomNumberGenerator.GetBytes(30_000));
        byte[] whole = [.. first, .. second];

        // In chunks, asked about in between; a wrong digest at the end makes nothing of them.
        var location = await LocationAsync(alice, HttpMethod.Post, $"{App}/blobs/uploads/", null, HttpStatusCode.Accepted);
        location = await LocationAsync(alice, HttpMethod.Patch, location, Chunk(first, 0), HttpStatusCode.Accepted);
        using (var state = await alice.SendAsync(HttpMethod.Get, location, null, Cancellation))
            Assert.Equal((HttpStatusCode.NoContent, "0-69999"), (state.StatusCode, Header(state, "Range")));
        location = await LocationAsync(alice, HttpMethod.Patch, location, Chunk(second, first.Length), HttpStatusCode.Accepted);
        await FailsAsync(alice, HttpMethod.Put, $"{location}&digest={Unknown}", HttpStatusCode.BadRequest, "DIGEST_INVALID");
        location = await LocationAsync(alice, HttpMethod.Post, $"{App}/blobs/uploads/", null, HttpStatusCode.Accepted);
        await LocationAsync(alice, HttpMethod.Put, $"{location}&digest={RegistryClient.DigestOf(whole)}", Bytes(whole), HttpStatusCode.Created);

        // Begun and given up.
        location = await LocationAsync(alice, HttpMethod.Post, $"{App}/blobs/uploads/", null, HttpStatusCode.Accepted);
        Assert.Equal(HttpStatusCode.NoContent, (await alice.AskAsync(HttpMethod.Delete, location, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync(location, Cancellation)).Status);

        // From another repository.
        await LocationAsync(
            alice, HttpMethod.Post, $"{RegistryNetwork.Registry}/team/other/blobs/uploads/?mount={RegistryClient.DigestOf(whole)}&from=team/app", null, HttpStatusCode.Created);

        // A manifest whose layers are not there, and one that is none.
        foreach (var (manifest, code) in ((string, string)[])[(Manifest(Unknown), "MANIFEST_BLOB_UNKNOWN"), ("no manifest", "MANIFEST_INVALID")])
        {
            using var content = new StringContent(manifest, Encoding.UTF8, MediaTypeHeaderValue.Parse(RegistryClient.ManifestType));
            using var response = await alice.SendAsync(HttpMethod.Put, $"{App}/manifests/bad", content, Cancellation);
            var said = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.True(!response.IsSuccessStatusCode && said.Contains(code, StringComparison.Ordinal), $"{(int)response.StatusCode} {said}");
        }
    }

    [Fact]
    public async Task Discovery()
    {
        await using var network = await StartAsync();
        using var alice = network.Client(network.Authority.Client("alice"));
        foreach (var tag in (string[])["1", "2", "3"])
            await alice.PushImageAsync(App, tag, [1, 2, 3], Cancellation);

        var tags = JsonNode.Parse((await alice.GetAsync($"{App}/tags/list", Cancellation)).Body)!["tags"]!.AsArray();
        Assert.Equal(["1", "2", "3"], tags.Select(static tag => tag!.GetValue<string>()).Order());
        await FailsAsync(alice, HttpMethod.Get, $"{RegistryNetwork.Registry}/team/none/tags/list", HttpStatusCode.NotFound, "NAME_UNKNOWN");
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync($"{RegistryNetwork.Registry}/", Cancellation)).Status);
    }

    [Fact]
    public async Task Management()
    {
        await using var network = await StartAsync();
        using var alice = network.Client(network.Authority.Client("alice"));
        var manifest = await alice.PushImageAsync(App, "1", [1, 2, 3], Cancellation);
        var (image, layer) = ($"{App}/manifests/{RegistryClient.DigestOf(Encoding.UTF8.GetBytes(manifest))}", $"{App}/blobs/{RegistryClient.DigestOf([1, 2, 3])}");

        foreach (var address in (string[])[image, layer])
        {
            Assert.Equal(HttpStatusCode.Accepted, (await alice.AskAsync(HttpMethod.Delete, address, Cancellation)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync(address, Cancellation)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync($"{App}/manifests/1", Cancellation)).Status);
        await alice.PushImageAsync(App, "1", [1, 2, 3], Cancellation);
        Assert.Equal((HttpStatusCode.OK, manifest), await alice.GetAsync(image, Cancellation));
    }

    private async Task<RegistryNetwork> StartAsync()
    {
        StackRoot.Require();
        return await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Everywhere, Everywhere);
    }

    private static string Manifest(string layer) =>
        $$"""{"schemaVersion":2,"mediaType":"{{RegistryClient.ManifestType}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":"{{layer}}"},"layers":[]}""";

    private static ByteArrayContent Bytes(byte[] data) => new(data) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static ByteArrayContent Chunk(byte[] data, int from)
    {
        var content = Bytes(data);
        content.Headers.TryAddWithoutValidation("Content-Range", $"{from}-{from + data.Length - 1}");
        return content;
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static async Task FailsAsync(RegistryClient client, HttpMethod method, string url, HttpStatusCode status, string code)
    {
        var (found, body) = await client.AskAsync(method, url, Cancellation);
        Assert.True(found == status && body.Contains($"\"{code}\"", StringComparison.Ordinal), $"{method} {url}: {(int)found} {body}");
    }

    private static async Task<string> LocationAsync(RegistryClient client, HttpMethod method, string url, HttpContent? content, HttpStatusCode expected)
    {
        using var response = await client.SendAsync(method, url, content, Cancellation);
        Assert.True(response.StatusCode == expected, $"{method} {url}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        return response.Headers.Location!.ToString();
    }
}
