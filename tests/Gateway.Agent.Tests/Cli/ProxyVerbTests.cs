using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

public sealed class ProxyVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> Pages = new()
    {
        ["counters"] = "client_http.requests = 8\nclient_http.hits = 2\nclient_http.errors = 1\nclient_http.kbytes_out = 2048\nclient_http.hit_kbytes_out = 39\n",
        ["info"] = "\tStorage Mem size:\t240 KB\n\tUP Time:\t3661.484 seconds\n",
        ["storedir"] = "Maximum Swap Size      : 98304 KB\nCurrent Store Swap Size: 20.00 KB\n",
        ["client_list"] = "Address: 192.168.4.50\n    HTTP Requests 8\n        TCP_MEM_HIT                2  25%\n",
    };

    private readonly TemporaryDirectory _root = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly StringWriter _out = new();
    private readonly TcpListener _squid = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        _squid.Dispose();
        _root.Dispose();
        _commands.Dispose();
        _out.Dispose();
    }

    [Fact]
    public async Task It_shows_what_squid_counted_in_both_forms()
    {
        _squid.Start();
        var serving = ServeAsync(requests: 2 * Pages.Count);

        Assert.Equal(ExitCode.Ok, await RunAsync("stats"));
        Assert.Equal(ExitCode.Ok, await RunAsync("stats", "--json"));
        await serving;

        Assert.Equal(
            """
            requests           8 in 01:01:01
            from the cache     2 (25 %)
            refused or failed  1
            sent inside        2.0 MiB, 39 KiB of it from the cache
            cache on disk      20 KiB of 96.0 MiB
            cache in memory    240 KiB

            CLIENT        REQUESTS  FROM THE CACHE
            192.168.4.50  8         2
            {"version":1,"statistics":{"uptime":3661,"requests":8,"hits":2,"errors":1,"sentKilobytes":2048,"hitKilobytes":39,"diskKilobytes":20,"diskLimitKilobytes":98304,"memoryKilobytes":240,"clients":[{"address":"192.168.4.50","requests":8,"hits":2}]}}

            """,
            _out.ToString());
    }

    [Fact]
    public async Task A_proxy_that_does_not_run_is_told_of()
    {
        _squid.Start();
        var address = (IPEndPoint)_squid.LocalEndpoint;
        _squid.Stop();

        Assert.Equal(ExitCode.Failed, await RunAsync(address, "stats"));

        Assert.Contains("is it switched off in [proxy]?", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_stats_is_understood()
    {
        _squid.Start();

        Assert.Equal(ExitCode.Usage, await RunAsync());
        Assert.Equal(ExitCode.Usage, await RunAsync("flush"));
    }

    private Task<int> RunAsync(params string[] words) => RunAsync((IPEndPoint)_squid.LocalEndpoint, words);

    private Task<int> RunAsync(IPEndPoint manager, params string[] words)
    {
        var context = new VerbContext(_out, _out, new ControlClient(_root.At("none")), _commands, new Journals(_root.At("journal"))) { ProxyManager = manager };
        return new CommandLine(VerbCatalog.Verbs, context).RunAsync(["proxy", .. words], Test.Cancellation);
    }

    /// <summary>One request a connection.</summary>
    private async Task ServeAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            using var connection = await _squid.AcceptTcpClientAsync(Test.Cancellation);
            await using var stream = connection.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            var page = (await reader.ReadLineAsync(Test.Cancellation))!.Split(' ')[1].Split('/')[^1];
            while (await reader.ReadLineAsync(Test.Cancellation) is { Length: > 0 })
            {
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Pages[page].Length}\r\n\r\n{Pages[page]}"), Test.Cancellation);
        }
    }
}
