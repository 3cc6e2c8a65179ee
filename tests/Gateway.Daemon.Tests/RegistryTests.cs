using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>The private registry behind HAProxy, by the real daemons: who gets in, and who may do what (acceptance checks 30 and 49).</summary>
public sealed class RegistryTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Registry = RegistryNetwork.Registry;
    private const string Pull = "alice:/v2/ 1\nbob:/v2/team/ 1\n";
    private const string Push = "alice:/v2/ 1\ncarol:/v2/team/ 1\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_gets_in_without_a_certificate_that_holds()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var strangers = new TestAuthority();
        using var good = network.Authority.Client("alice");
        using var expired = network.Authority.Client("alice", days: -1);
        using var revoked = network.Authority.Client("alice");
        using var foreign = strangers.Client("alice");
        network.Authority.Revoke(revoked);
        network.LayOut();
        await network.TellAsync("kill -USR2 $haproxy; sleep 1", Cancellation);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(network, good, $"{Registry}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, null, $"{Registry}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, expired, $"{Registry}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, foreign, $"{Registry}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, revoked, $"{Registry}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, good, "https://other.home.arpa/v2/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, good, "https://192.168.4.1/v2/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(network, good, "https://bcmnet.home.arpa/v2/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(network, null, "http://gateway.home.arpa/ca.crt"));
    }

    [Fact]
    public async Task A_client_does_what_its_rights_say()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var alice = network.Client(network.Authority.Client("alice"));
        using var bob = network.Client(network.Authority.Client("bob"));
        using var carol = network.Client(network.Authority.Client("carol"));
        using var nobody = network.Client(network.Authority.Client("dave"));
        var layer = RandomNumberGenerator.GetBytes(3_000_000);

        var manifest = await alice.PushImageAsync($"{Registry}/team/app", "1", layer, Cancellation);
        await alice.PushImageAsync($"{Registry}/secret/app", "1", RandomNumberGenerator.GetBytes(100), Cancellation);
        await carol.PushBlobAsync($"{Registry}/team/app", [1, 2, 3], Cancellation);

        Assert.Equal((HttpStatusCode.OK, manifest), await bob.GetAsync($"{Registry}/team/app/manifests/1", Cancellation));
        using (var blob = await bob.SendAsync(HttpMethod.Get, $"{Registry}/team/app/blobs/{RegistryClient.DigestOf(layer)}", null, Cancellation))
            Assert.Equal(RegistryClient.DigestOf(layer), RegistryClient.DigestOf(await blob.Content.ReadAsByteArrayAsync(Cancellation)));
        Assert.Equal((HttpStatusCode.OK, """{"repositories":["secret/app","team/app"]}"""), Trimmed(await alice.GetAsync($"{Registry}/_catalog", Cancellation)));
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync($"{Registry}/", Cancellation)).Status);
        // Whereupon a client looks for a tag (OCI distribution 1.1, "Unavailable Referrers API").
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"{Registry}/team/app/referrers/{RegistryClient.DigestOf(layer)}?artifactType=application/x", Cancellation)).Status);

        await RefusesAsync(bob, HttpMethod.Get, "/_catalog", "bob may not pull this");
        await RefusesAsync(bob, HttpMethod.Get, "/secret/app/manifests/1", "bob may not pull this");
        await RefusesAsync(bob, HttpMethod.Get, "/teams/app/tags/list", "bob may not pull this");
        await RefusesAsync(bob, HttpMethod.Post, "/team/app/blobs/uploads/", "bob may not push here");
        await RefusesAsync(bob, HttpMethod.Delete, "/team/app/manifests/1", "bob may not push here");
        await RefusesAsync(carol, HttpMethod.Post, "/secret/app/blobs/uploads/", "carol may not push here");
        await RefusesAsync(carol, HttpMethod.Get, "/team/app/manifests/1", "carol may not pull this");
        await RefusesAsync(nobody, HttpMethod.Get, "/team/app/tags/list", "dave may not pull this");
    }

    /// <summary>What HAProxy compares must be what docker-registry sees.</summary>
    [Fact]
    public async Task A_path_or_query_that_could_mean_something_else_is_refused()
    {
        StackRoot.Require();
        (string Method, string Path)[] requests =
        [
            ("GET", "/team/../secret/app/tags/list"),
            ("GET", "/team/%2e%2e/secret/app/tags/list"),
            ("GET", "/team%2f..%2fsecret/app/tags/list"),
            ("GET", "//secret/app/tags/list"),
            ("GET", "/team//app/tags/list"),
            ("GET", "/team/./app/tags/list"),
            ("GET", "/team/app/tags/list?fr%6fm=secret/app"),
            ("POST", "/team/app/blobs/uploads/?mount=sha256:00&from=team/app&from=secret/app;x=1"),
            ("POST", "/team/app/blobs/uploads/?n=a?from=team/app&from=secret/app&mount=sha256:00"),
            ("TRACE", "/team/app/tags/list"),
            ("OPTIONS", "/team/app/tags/list"),
        ];
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var bob = network.Client(network.Authority.Client("bob"));

        foreach (var (method, path) in requests)
        {
            var (status, body) = await bob.AskAsync(new HttpMethod(method), Registry + path, Cancellation);

            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{method} {path}: {(int)status} {body}");
            Assert.Contains("\"errors\"", body, StringComparison.Ordinal);
        }
    }

    /// <summary>docker-registry takes more for white space before a type than HAProxy does.</summary>
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("\u00a0application/x-www-form-urlencoded")]
    [InlineData("Multipart/Form-Data; boundary=x")]
    public async Task A_form_is_refused(string type)
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var carol = network.Client(network.Authority.Client("carol"));
        using var form = new ByteArrayContent("from=secret/app&mount=sha256:00"u8.ToArray());
        Assert.True(form.Headers.TryAddWithoutValidation("Content-Type", type));

        using var response = await carol.SendAsync(HttpMethod.Post, $"{Registry}/team/app/blobs/uploads/", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_layer_is_mounted_only_from_where_the_client_may_pull()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var alice = network.Client(network.Authority.Client("alice"));
        using var carol = network.Client(network.Authority.Client("carol"));
        var digest = await alice.PushBlobAsync($"{Registry}/secret/app", [1, 2, 3, 4], Cancellation);
        var mount = $"{Registry}/team/app/blobs/uploads/?mount={digest}&from=secret%2Fapp";

        Assert.Equal(HttpStatusCode.Accepted, (await carol.AskAsync(HttpMethod.Post, mount, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Created, (await alice.AskAsync(HttpMethod.Post, mount, Cancellation)).Status);
    }

    [Fact]
    public async Task Who_shows_no_certificate_may_pull_where_that_is_set_and_never_push()
    {
        StackRoot.Require();
        var document = RegistryNetwork.Document with { Registry = RegistryNetwork.Document.Registry with { AnonymousPull = true } };
        await using var network = await RegistryNetwork.StartAsync(root, document, Cancellation, Pull, Push);
        using var alice = network.Client(network.Authority.Client("alice"));
        using var nobody = network.Client(null);
        using var strangers = new TestAuthority();
        using var foreign = strangers.Client("alice");
        await alice.PushImageAsync($"{Registry}/app", "1", [1], Cancellation);

        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync($"{Registry}/app/manifests/1", Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync($"{Registry}/_catalog", Cancellation)).Status);
        var (status, body) = await nobody.AskAsync(HttpMethod.Post, $"{Registry}/app/blobs/uploads/", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("UNAUTHORIZED", body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(network, foreign, $"{Registry}/"));
    }

    [Theory]
    [InlineData(TlsVersion.Tls12, SslProtocols.Tls12, true)]
    [InlineData(TlsVersion.Tls12, SslProtocols.Tls13, true)]
    [InlineData(TlsVersion.Tls13, SslProtocols.Tls12, false)]
    [InlineData(TlsVersion.Tls13, SslProtocols.Tls13, true)]
    public async Task Tls_is_as_new_as_the_configuration_says(TlsVersion minimum, SslProtocols version, bool works)
    {
        StackRoot.Require();
        var document = RegistryNetwork.Document with { Registry = RegistryNetwork.Document.Registry with { TlsMinimum = minimum } };
        await using var network = await RegistryNetwork.StartAsync(root, document, Cancellation, Pull, Push);
        using var client = network.Client(network.Authority.Client("alice"), version);

        if (works)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Registry}/", Cancellation)).Status);
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"{Registry}/", Cancellation));
    }

    [Fact]
    public async Task No_request_is_lost_while_certificates_and_rights_are_renewed()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var certificate = network.Authority.Client("alice");
        using var first = network.Client(certificate);
        await first.PushImageAsync($"{Registry}/app", "1", RandomNumberGenerator.GetBytes(200_000), Cancellation);
        using var stop = new CancellationTokenSource();

        var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(network, certificate, stop.Token)).ToArray();
        for (var renewal = 0; renewal < 5; renewal++)
        {
            network.LayOut();
            await network.TellAsync("kill -USR2 $haproxy; sleep 1", Cancellation);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(load), static requests => Assert.True(requests > 10, $"only {requests} requests"));
    }

    [Fact]
    public async Task Clearing_up_takes_what_no_image_has_and_lets_nobody_push_meanwhile()
    {
        StackRoot.Require();
        await using var network = await RegistryNetwork.StartAsync(root, RegistryNetwork.Document, Cancellation, Pull, Push);
        using var alice = network.Client(network.Authority.Client("alice"));
        byte[] kept = [1, 2, 3], gone = [4, 5, 6];
        await alice.PushImageAsync($"{Registry}/app", "1", kept, Cancellation);
        var manifest = await alice.PushImageAsync($"{Registry}/app", "2", gone, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, (await alice.AskAsync(HttpMethod.Delete, $"{Registry}/app/manifests/{RegistryClient.DigestOf(Encoding.UTF8.GetBytes(manifest))}", Cancellation)).Status);
        const string collect = "mkdir -p /run/gateway-registry; /usr/lib/gateway/collect-registry; echo $?";

        Assert.Equal("0", await network.TellAsync(collect, Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync($"{Registry}/app/blobs/{RegistryClient.DigestOf(gone)}", Cancellation)).Status);

        await network.TellAsync("find /var/lib/docker-registry -exec touch -d '2 hours ago' {} +", Cancellation);
        Assert.Equal("0", await network.TellAsync(collect, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync($"{Registry}/app/blobs/{RegistryClient.DigestOf(gone)}", Cancellation)).Status);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync($"{Registry}/app/blobs/{RegistryClient.DigestOf(kept)}", Cancellation)).Status);
        var (status, body) = await alice.AskAsync(HttpMethod.Post, $"{Registry}/app/blobs/uploads/", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("being cleared up", body, StringComparison.Ordinal);

        Assert.Equal("0", await network.TellAsync("/usr/lib/gateway/collect-registry thaw; echo $?", Cancellation));
        await alice.PushImageAsync($"{Registry}/app", "2", gone, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync($"{Registry}/app/blobs/{RegistryClient.DigestOf(gone)}", Cancellation)).Status);
    }

    /// <summary>Without a network it gets as far as its upstream, which it would not with a file it does not understand.</summary>
    [Fact]
    public void A_mirror_asks_its_upstream_before_it_listens()
    {
        StackRoot.Require();
        var file = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Files.Single(static file => file.Path == "/etc/gateway/mirror/docker-hub.yml");

        var said = root.Execute("docker-registry", "serve", root.Stage(file.Path, file.Content)).Output;

        Assert.Contains("panic:", said, StringComparison.Ordinal);
        Assert.Contains("registry-1.docker.io", said, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(RegistryNetwork network, X509Certificate2? certificate, string url)
    {
        using var client = network.Client(certificate);
        return (await client.GetAsync(url, Cancellation)).Status;
    }

    /// <summary>Half of the requests on a connection of their own.</summary>
    private static async Task<int> LoadAsync(RegistryNetwork network, X509Certificate2 certificate, CancellationToken stop)
    {
        using var kept = network.Client(certificate);
        for (var requests = 0; ; requests += 2)
        {
            if (stop.IsCancellationRequested)
                return requests;
            Assert.Equal(HttpStatusCode.OK, (await kept.GetAsync($"{Registry}/app/manifests/1", Cancellation)).Status);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(network, certificate, $"{Registry}/app/manifests/1"));
        }
    }

    private static async Task RefusesAsync(RegistryClient client, HttpMethod method, string path, string reason)
    {
        var (status, body) = await client.AskAsync(method, Registry + path, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.StartsWith("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"the client " + reason, body, StringComparison.Ordinal);
    }

    private static (HttpStatusCode Status, string Body) Trimmed((HttpStatusCode Status, string Body) answer) => (answer.Status, answer.Body.TrimEnd('\n'));
}
