using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>HAProxy, the private registry and a mirror with their rendered files, and an upstream, in a network of their own.</summary>
internal sealed class RegistryNetwork : IAsyncDisposable
{
    public const string Registry = "https://registry.home.arpa/v2";
    public const string Mirror = "https://lab.mirror.home.arpa/v2";

    private readonly StackRoot root;
    private readonly RootShell shell;
    private readonly string pull;
    private readonly string push;

    private RegistryNetwork(StackRoot root, StackDocument document, string pull, string push)
    {
        (this.root, this.pull, this.push) = (root, pull, push);
        LayOut();
        foreach (var file in StackPlanner.Plan(document, StackSamples.Certified).Files.Where(static file => file.Path.StartsWith("/etc/haproxy/") || file.Path.StartsWith("/etc/gateway/")))
            root.Place(file.Path, file.Content);
        root.Place("/etc/upstream.yml", """
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: /var/lib/upstream}}
            http: {addr: 192.168.4.1:6001}
            """);
        shell = new RootShell(root);
    }

    public TestAuthority Authority { get; } = new();

    public static StackDocument Document { get; } = StackSamples.Default with
    {
        Registry = new RegistryConfig { Mirror = false, Mirrors = [new MirrorConfig { Name = "lab", Url = "http://192.168.4.1:6001" }] },
    };

    public static async Task<RegistryNetwork> StartAsync(StackRoot root, StackDocument document, CancellationToken cancellation, string pull = "", string push = "")
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can run daemons as their users; run the test as root");
        root.Execute("sh", "-c", "rm -rf /var/lib/docker-registry/* /var/lib/docker-mirror /var/lib/haproxy/registry /var/lib/upstream");
        var network = new RegistryNetwork(root, document, pull, push);
        await network.TellAsync($$"""
            exec 2>> /tmp/registries.log
            ip address add 192.168.4.1/24 dev lo && ip -6 address add fd12:3456:789a::1/64 dev lo nodad
            mkdir -p /var/lib/docker-mirror /var/lib/docker-registry && chown docker-registry /var/lib/docker-mirror /var/lib/docker-registry
            install -d -o docker-registry -g haproxy -m 2750 /var/lib/haproxy/registry
            wait_for() { for try in $(seq 600); do "$@" && return; sleep 0.1; done; exit 9; }
            registry() { (umask 0007; exec setpriv --reuid docker-registry --regid docker-registry --clear-groups docker-registry serve "$1") >> /tmp/registries.log 2>&1 & }
            upstream() { docker-registry serve /etc/upstream.yml >> /tmp/registries.log 2>&1 & upstream=$!; wait_for grep -q ":1771 00000000:0000 0A" /proc/net/tcp; }
            mirror() { rm -f /var/lib/haproxy/registry/mirror-lab.sock; registry /etc/gateway/mirror/lab.yml; mirror=$!; }
            registry /etc/gateway/registry/private.yml
            wait_for [ -S /var/lib/haproxy/registry/private.sock ]
            haproxy -W -S /run/haproxy-master.sock -f /etc/haproxy/haproxy.cfg >> /tmp/haproxy.log 2>&1 & haproxy=$!
            wait_for grep -q ":01BB 00000000:0000 0A" /proc/net/tcp
            """, cancellation);
        return network;
    }

    public RegistryClient Client(X509Certificate2? certificate, SslProtocols versions = SslProtocols.None) => new(shell.Inside, Authority, certificate, versions);

    /// <summary>Runs something beside the daemons; <c>$haproxy</c>, <c>$upstream</c> and <c>$mirror</c> are theirs.</summary>
    public Task<string> TellAsync(string script, CancellationToken cancellation) => shell.TellAsync(script, cancellation);

    /// <summary>Everything anew, as after a renewal.</summary>
    public void LayOut() => Authority.LayOut(root.Place, pull, push, "lab");

    public async ValueTask DisposeAsync()
    {
        await shell.DisposeAsync();
        Authority.Dispose();
    }
}
