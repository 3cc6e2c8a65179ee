using System.Text.Json.Nodes;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance checks 30, 46 and 47 with stock programs: enrolment, the private registry, and a mirror that leaves by a SOCKS proxy alone.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class RegistryClientTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const int UpstreamPort = 5000;
    private const int ProxyPort = 1080;
    private const string Upstream = "upstream.example.lab";
    private const string Certificates = "/etc/gateway-client";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>An image of one layer as skopeo reads it from a folder, /tmp/NAME.</summary>
    private const string MakeImage = """
        import gzip, hashlib, json, os, sys
        folder = "/tmp/" + sys.argv[1]
        os.makedirs(folder + "/blobs/sha256", exist_ok=True)
        def blob(data, kind):
            digest = hashlib.sha256(data).hexdigest()
            open(folder + "/blobs/sha256/" + digest, "wb").write(data)
            return {"mediaType": "application/vnd.oci.image." + kind, "digest": "sha256:" + digest, "size": len(data)}
        content = os.urandom(2_000_000)
        layer = blob(gzip.compress(content), "layer.v1.tar+gzip")
        config = blob(json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]}}).encode(), "config.v1+json")
        manifest = blob(json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config, "layers": [layer]}).encode(), "manifest.v1+json")
        json.dump({"imageLayoutVersion": "1.0.0"}, open(folder + "/oci-layout", "w"))
        json.dump({"schemaVersion": 2, "manifests": [manifest | {"annotations": {"org.opencontainers.image.ref.name": "1"}}]}, open(folder + "/index.json", "w"))
        """;

    [Fact]
    public async Task A_client_enrols_with_its_token_once_pushes_and_pulls_and_is_nobody_when_it_is_revoked()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        await UntilCertifiedAsync();
        var enrol = await TicketAsync(hands, "builder", "--push", "--repository", "team");
        await RequireAsync(enrol);
        Assert.Contains("(401)", (await RunAsync(enrol)).Errors, StringComparison.Ordinal);

        Assert.Equal("200", await AskAsync("registry.home.arpa"));
        Assert.Equal("200", await AskAsync("bcmnet.home.arpa"));
        Assert.NotEqual(0, (await RunAsync($"curl -sS --max-time 30 --cacert {Certificates}/ca.crt https://registry.home.arpa/v2/")).Exit);
        Assert.NotEqual(0, (await RunAsync("curl -sS --max-time 30 https://registry.home.arpa/v2/")).Exit);

        await RequireAsync(
            $"""
            python3 -c '{MakeImage}' pushed
            skopeo copy --quiet --insecure-policy oci:/tmp/pushed:1 docker://registry.home.arpa/team/app:1
            skopeo copy --quiet --insecure-policy docker://bcmnet.home.arpa/team/app:1 oci:/tmp/pulled:1
            diff -r /tmp/pushed/blobs /tmp/pulled/blobs
            """);
        var elsewhere = await RunAsync("skopeo copy --quiet --insecure-policy oci:/tmp/pushed:1 docker://registry.home.arpa/other/app:1");
        Assert.NotEqual(0, elsewhere.Exit);
        Assert.Contains("403", elsewhere.Errors, StringComparison.Ordinal);

        (await hands.RunAsync("gateway client revoke builder")).Require();
        await RequireAsync($"for try in $(seq 100); do {Ask("registry.home.arpa")} || exit 0; sleep 0.2; done; exit 1");
    }

    /// <summary>Of acceptance check 49 what takes seconds; the client itself would speak all of it.</summary>
    [Theory]
    [InlineData("registry.home.arpa:443")]
    [InlineData("mirror.home.arpa:443")]
    [InlineData("mirror.home.arpa:5000")]
    [InlineData("gateway.home.arpa:443")]
    public async Task Old_versions_weak_ciphers_and_other_names_are_refused(string address)
    {
        await UntilCertifiedAsync();
        var name = address.Split(':')[0];

        Assert.Contains("Protocol version: TLSv1.3", await HandshakeAsync(address, name, "-brief"), StringComparison.Ordinal);
        if (name == "gateway.home.arpa")
        {
            // With TLS 1.2 who shows no certificate does not get so far anywhere else.
            Assert.Contains("Protocol version: TLSv1.2", await HandshakeAsync(address, name, "-brief -tls1_2"), StringComparison.Ordinal);
        }

        foreach (var options in (string[])["-tls1_1 -cipher ALL@SECLEVEL=0", "-tls1 -cipher ALL@SECLEVEL=0", "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0"])
        {
            Assert.DoesNotContain("CONNECTION ESTABLISHED", await HandshakeAsync(address, name, "-brief " + options), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("CONNECTION ESTABLISHED", await HandshakeAsync(address, "elsewhere.home.arpa", "-brief"), StringComparison.Ordinal);
    }

    /// <summary>The upstream's name is known to the Internet's machine alone, so that only who asks the proxy for it gets there.</summary>
    [Fact]
    public async Task A_mirror_with_one_way_out_takes_no_other()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        await ServeUpstreamAsync();
        CommandResult back;
        try
        {
            var since = Shared.Laboratory.Outside.Now;
            (await hands.ApplyAsync(hands.With(
                $"""
                [registry.docker-hub]
                via = "tor"

                [[registry.mirror]]
                name = "lab"
                url = "http://{Upstream}:{UpstreamPort}"
                via = "socks5://{LabMachine.WebServer}:{ProxyPort}"

                """))).Require();
            await RequireAsync(await TicketAsync(hands, "puller", "--pull"));

            await RequireAsync("for try in $(seq 60); do skopeo copy --quiet --insecure-policy docker://lab.mirror.home.arpa/library/app:1 oci:/tmp/mirrored:1 && break; sleep 1; done; diff -r /tmp/upstream/blobs /tmp/mirrored/blobs");
            await Shared.Laboratory.Lab.Rpc.CallAsync("stop", new JsonObject { ["name"] = "socks" }, Limit, Cancellation);
            Assert.NotEqual(0, (await RunAsync("skopeo inspect docker://lab.mirror.home.arpa/library/other:1")).Exit);
            await RequireAsync("skopeo copy --quiet --insecure-policy docker://lab.mirror.home.arpa/library/app:1 oci:/tmp/kept:1");

            var sent = Shared.Laboratory.Outside.Captured(since).SentBy("gateway").ToArray();
            Assert.Contains(sent, static frame => frame.Packet?.Tcp?.DestinationPort == ProxyPort);
            Assert.DoesNotContain(sent, static frame => frame.Packet?.Tcp?.DestinationPort == UpstreamPort);
            Assert.DoesNotContain(sent, static frame => frame.Packet?.Udp is { DestinationPort: 53 } udp && System.Text.Encoding.ASCII.GetString(udp.Payload.Span).Contains("upstream", StringComparison.OrdinalIgnoreCase));
            await HeldAsync(hands);
            await hands.UntilAsync(static status => status.Services.Any(static service => service is { Name: "tor", State: "answering" }), "tor to answer");
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
            await hands.RunAsync("gateway client revoke puller");
        }

        back.Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    /// <summary>Whatever a process of the mirror's group tries by itself ends in the gateway.</summary>
    private async Task HeldAsync(Operator hands)
    {
        const string attempt = "setpriv --regid gateway-via --clear-groups bash -c 'exec 3<>/dev/tcp/9.1.0.80/80'";
        Assert.NotEqual(0, (await hands.Host.RunInContainerAsync(attempt, Cancellation)).Exit);
        (await hands.Host.RunInContainerAsync(attempt.Replace("gateway-via", "docker-registry", StringComparison.Ordinal), Cancellation)).Require();
    }

    private async Task ServeUpstreamAsync()
    {
        var lab = Shared.Laboratory.Lab;
        await lab.WriteFileAsync(
            "/run/upstream.yml",
            $$$"""
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: /run/upstream}}
            http: {addr: "{{{LabMachine.WebServer}}}:{{{UpstreamPort}}}"}
            """,
            "0644",
            Cancellation);
        (await lab.Internet.RunAsync($"grep -q {Upstream} /etc/hosts || echo '{LabMachine.WebServer} {Upstream}' >> /etc/hosts", Cancellation)).Require();
        await lab.Internet.StartServerAsync("upstream", ["docker-registry", "serve", "/run/upstream.yml"], UpstreamPort, Cancellation);
        await lab.Internet.StartServerAsync("socks", ["microsocks", "-i", LabMachine.WebServer, "-p", $"{ProxyPort}"], ProxyPort, Cancellation);
        (await lab.Internet.RunAsync(
            $"python3 -c '{MakeImage}' upstream && skopeo copy --quiet --insecure-policy --dest-tls-verify=false oci:/tmp/upstream:1 docker://{LabMachine.WebServer}:{UpstreamPort}/library/app:1", Cancellation, Limit)).Require();
    }

    private Task<StatusDocument> UntilCertifiedAsync() =>
        Shared.Machine.WaitUntilAsync(static status => status.RootFingerprint is not null, "the root certificate to be told of", Limit, Cancellation);

    /// <summary>What <c>gateway client add</c> prints, as one script.</summary>
    private static async Task<string> TicketAsync(Operator hands, string name, params string[] rights)
    {
        var ticket = JsonNode.Parse((await hands.RunAsync($"gateway client add {name} {string.Join(' ', rights)} --json")).Require().Output)!;
        return
            $"""
            cd /tmp
            curl -fsSo enrol.sh http://{ticket["gateway"]}/enrol.sh
            echo "{ticket["script"]}  enrol.sh" | sha256sum -c > /dev/null
            echo {ticket["token"]} | sh enrol.sh {name} {ticket["fingerprint"]}
            """;
    }

    private async Task<string> HandshakeAsync(string address, string name, string options)
    {
        var result = await RunAsync($"timeout 30 openssl s_client -connect {address} -servername {name} {options} < /dev/null || true");
        return result.Require().Output + result.Errors;
    }

    private Task<CommandResult> RunAsync(string script) => Shared.Client.RunAsync($"set -e\n{script}", Cancellation, Limit);

    private async Task RequireAsync(string script) => (await RunAsync(script)).Require();

    private static string Ask(string host) =>
        $"curl -sS --max-time 30 -o /dev/null -w '%{{http_code}}' --cacert {Certificates}/ca.crt --cert {Certificates}/client.cert --key {Certificates}/client.key https://{host}/v2/";

    private async Task<string> AskAsync(string host) => (await RunAsync(Ask(host))).Require().Text;
}
