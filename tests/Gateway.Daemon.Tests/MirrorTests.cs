using System.Net;
using System.Security.Cryptography;

namespace Gateway.Daemon.Tests;

/// <summary>A mirror by the real daemons: one fetch, then from what is kept, whatever becomes of the upstream (acceptance check 46).</summary>
public sealed class MirrorTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Mirror = RegistryNetwork.Mirror;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_pulled_once_is_there_when_the_upstream_is_gone_and_after_a_start_without_it()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, push: "alice:/v2/ 1\n");
        using var client = network.Client(network.Authority.Client("somebody"));
        var layer = RandomNumberGenerator.GetBytes(500_000);
        await FillUpstreamAsync(network, layer);

        await network.TellAsync("upstream; mirror; wait_for [ -S /var/lib/haproxy/registry/mirror-lab.sock ]", Cancellation);
        await PullsAsync(client, layer);
        await network.TellAsync($"wait_for [ -e {StoredAt(layer)} ]", Cancellation);

        await network.TellAsync("kill $upstream; wait $upstream", Cancellation);
        await PullsAsync(client, layer);

        await network.TellAsync("kill $mirror; wait $mirror; mirror; wait $mirror; registry /etc/gateway/mirror/lab.kept.yml; wait_for [ -S /var/lib/haproxy/registry/mirror-lab.kept.sock ]", Cancellation);
        await PullsAsync(client, layer);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Mirror}/library/other/manifests/1", Cancellation)).Status);

        await network.TellAsync("upstream; mirror; wait_for [ -S /var/lib/haproxy/registry/mirror-lab.sock ]", Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Mirror}/library/new/manifests/1", Cancellation)).Status);
    }

    [Fact]
    public async Task Nobody_pushes_to_a_mirror_nor_gets_in_without_a_certificate()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, push: "alice:/v2/ 1\n");
        using var alice = network.Client(network.Authority.Client("alice"));
        using var nobody = network.Client(null);

        var (status, body) = await alice.AskAsync(HttpMethod.Post, $"{Mirror}/library/app/blobs/uploads/", Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Contains("a mirror only gives", body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => nobody.GetAsync($"{Mirror}/", Cancellation));
    }

    /// <summary>On a volume of 4 MiB: what was pulled last stays, what is shared with it too, and what was cleared away is fetched again.</summary>
    [Fact]
    public async Task A_mirror_that_is_nearly_full_loses_what_was_longest_not_pulled()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, push: "alice:/v2/ 1\n");
        using var client = network.Client(network.Authority.Client("somebody"));
        using var alice = network.Client(network.Authority.Client("alice"));
        string[] names = ["old", "middle", "new"];
        var layers = names.ToDictionary(static name => name, static _ => RandomNumberGenerator.GetBytes(1_200_000));
        foreach (var name in names)
            await alice.PushImageAsync($"{RegistryNetwork.Registry}/library/{name}", "1", layers[name], Cancellation);
        await network.TellAsync("cp -a /var/lib/docker-registry/private /var/lib/upstream; mkdir -p /var/lib/docker-mirror/lab; mount -t tmpfs -o size=4m,mode=777 none /var/lib/docker-mirror/lab; upstream; mirror; wait_for [ -S /var/lib/haproxy/registry/mirror-lab.sock ]", Cancellation);
        foreach (var name in names)
        {
            await PullsAsync(client, layers[name], name);
            await network.TellAsync($"wait_for [ -e {StoredAt(layers[name])} ]", Cancellation);
        }

        await PullsAsync(client, layers["old"], "old");
        Assert.Equal("", await network.TellAsync("sleep 0.1; [ $(df --output=pcent /var/lib/docker-mirror/lab | tail -n 1 | tr -dc 0-9) -ge 85 ] || echo not full", Cancellation));
        var said = await network.TellAsync("setpriv --reuid docker-registry --regid docker-registry --clear-groups /usr/lib/gateway/clear-mirrors", Cancellation);

        Assert.Contains("library/middle goes, which was longest not pulled", said, StringComparison.Ordinal);
        Assert.DoesNotContain("library/old goes", said, StringComparison.Ordinal);
        Assert.Equal("middle\n", await network.TellAsync(string.Join("; ", names.Select(name => $"[ -e {StoredAt(layers[name])} ] || echo {name}")), Cancellation) + "\n");
        foreach (var name in names)
            await PullsAsync(client, layers[name], name);
    }

    /// <summary>Through the private registry, whose storage the upstream then has.</summary>
    private static async Task FillUpstreamAsync(RegistryNetwork network, byte[] layer)
    {
        using var alice = network.Client(network.Authority.Client("alice"));
        await alice.PushImageAsync($"{RegistryNetwork.Registry}/library/app", "1", layer, Cancellation);
        await alice.PushImageAsync($"{RegistryNetwork.Registry}/library/new", "1", [1], Cancellation);
        await network.TellAsync("cp -a /var/lib/docker-registry/private /var/lib/upstream", Cancellation);
    }

    private static async Task PullsAsync(RegistryClient client, byte[] layer, string name = "app")
    {
        var (status, manifest) = await client.GetAsync($"{Mirror}/library/{name}/manifests/1", Cancellation);
        Assert.True(status == HttpStatusCode.OK, $"{(int)status} {manifest}");
        Assert.Contains(RegistryClient.DigestOf(layer), manifest, StringComparison.Ordinal);
        using var blob = await client.SendAsync(HttpMethod.Get, $"{Mirror}/library/{name}/blobs/{RegistryClient.DigestOf(layer)}", null, Cancellation);
        Assert.Equal(RegistryClient.DigestOf(layer), RegistryClient.DigestOf(await blob.Content.ReadAsByteArrayAsync(Cancellation)));
    }

    private static string StoredAt(byte[] layer) =>
        RegistryClient.DigestOf(layer)["sha256:".Length..] is var hex ? $"/var/lib/docker-mirror/lab/docker/registry/v2/blobs/sha256/{hex[..2]}/{hex}/data" : "";
}
