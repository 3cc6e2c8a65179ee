using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>A computer in one of the segments, with a server of its own.</summary>
internal sealed class SegmentPlace(LabClient client, string network, CancellationToken cancellation)
{
    private const int Port = 8080;

    /// <summary>curl's exit codes; the first for every kind of refusal.</summary>
    private const int CouldNotConnect = 7;
    private const int TimedOut = 28;

    private const string AskTheTime =
        "import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.settimeout(10)\ns.connect((sys.argv[1], 123))\ns.send(b'\\x23' + bytes(47))\nsys.exit(len(s.recv(64)) != 48)";

    public LabClient Client => client;
    public string Gateway => network + "1";

    /// <summary>What DHCP gave it.</summary>
    public string Address { get; private set; } = "";
    public string Url => $"http://{Address}:{Port}/";

    public async Task BeginAsync()
    {
        var lease = await client.DhcpAsync(cancellation);
        Address = lease.Address;
        Assert.StartsWith(network, Address, StringComparison.Ordinal);
        Assert.Equal((Gateway, Gateway, Gateway), (lease["router"], lease["dns"], lease["ntpsrv"]));
        await client.StartServerAsync(client.Name, ["timeout", "180", "python3", "-m", "http.server", $"{Port}", "--directory", "/run/netns"], Port, cancellation);
    }

    /// <summary>A refusal must come at once: nothing here waits for a time to pass.</summary>
    public async Task<bool> ReachesAsync(string url, params string[] options)
    {
        var result = await client.FetchAsync(url, cancellation, ["--noproxy", "*", "--output", "/dev/null", .. options]);
        Assert.NotEqual(TimedOut, result.Exit);
        return result.Exit != CouldNotConnect;
    }

    /// <summary>What the gateway does for every segment, at its address there.</summary>
    public async Task AssertServedAsync()
    {
        Assert.Equal(["9.1.0.80"], (await client.ResolveAsync("www.example.lab", "A", cancellation, Gateway)).Data);
        (await client.RunAsync(["ping", "-n", "-c", "1", "-W", "5", Gateway], cancellation)).Require();
        (await client.RunAsync(["python3", "-c", AskTheTime, Gateway], cancellation)).Require();
    }

    /// <summary>The proxy's answer to a request; curl's exit code.</summary>
    public async Task<int> ThroughProxyAsync(string url) =>
        (await client.FetchAsync(url, cancellation, "--fail", "--output", "/dev/null", "--proxy", $"http://{Gateway}:3128")).Exit;

    public async Task<bool> HasProxyAsync() => await ThroughProxyAsync("http://www.example.lab/") switch
    {
        0 => true,
        CouldNotConnect => false,
        var other => throw new InvalidOperationException($"fetching a page through the proxy at {Gateway}: curl ended with {other}, which is neither a page nor a refusal"),
    };
}
