using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

public sealed class FirewallVerbTests : IDisposable
{
    /// <summary>As nft 1.1.3 prints it.</summary>
    private const string Listing =
        """
        table inet gateway {
        	chain gw_input {
        		type filter hook input priority filter; policy drop;
        		iif "lo" counter packets 12 bytes 3456 accept comment "gateway"
        		iifname "br-inside" udp dport 53 counter packets 7 bytes 700 accept comment "dns"
        	}

        	chain gw_forwarded {
        		type nat hook prerouting priority dstnat; policy accept;
        		iifname "outside" fib daddr . iif type local tcp dport 8443 counter packets 1 bytes 60 dnat ip to 192.168.4.20:443 comment "firewall.forward[1]"
        	}

        	chain gw_drop {
        		counter packets 0 bytes 0 drop comment "firewall.log"
        	}
        }
        """;

    private readonly TemporaryDirectory _root = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly StringWriter _out = new();

    public void Dispose()
    {
        _root.Dispose();
        _commands.Dispose();
        _out.Dispose();
    }

    [Fact]
    public async Task It_lists_each_rule_with_its_counters_and_its_key()
    {
        _commands.Answer("nft list table inet gateway", Listing);

        Assert.Equal(ExitCode.Ok, await RunAsync());

        Assert.Equal(
            """
            CHAIN         PACKETS  BYTES  ACTION                       FROM                 OF
            gw_input      12       3456   accept                       gateway              iif "lo"
            gw_input      7        700    accept                       dns                  iifname "br-inside" udp dport 53
            gw_forwarded  1        60     dnat ip to 192.168.4.20:443  firewall.forward[1]  iifname "outside" fib daddr . iif type local tcp dport 8443
            gw_drop       0        0      drop                         firewall.log

            """,
            _out.ToString());
    }

    [Fact]
    public async Task On_the_host_the_containers_network_is_asked()
    {
        Directory.CreateDirectory(_root.At("journal"));
        _root.Write("sys/fs/cgroup/lxc.payload.gateway/init.scope/cgroup.procs", "4711\n");
        _commands.Answer("nsenter --target 4711 --net nft list table inet gateway", "table inet gateway {\n\tchain gw_drop {\n\t\tcounter packets 5 bytes 300 drop comment \"firewall.log\"\n\t}\n}\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("--json"));

        Assert.Equal("""{"version":1,"rules":[{"chain":"gw_drop","match":"","action":"drop","packets":5,"bytes":300,"origin":"firewall.log"}]}""" + "\n", _out.ToString());
    }

    [Fact]
    public async Task Without_the_container_it_says_so()
    {
        Directory.CreateDirectory(_root.At("journal"));

        Assert.Equal(ExitCode.Failed, await RunAsync());

        Assert.Equal("gateway firewall: the container with the firewall does not run; see `gateway status`\n", _out.ToString());
    }

    [Fact]
    public async Task What_nft_says_is_passed_on()
    {
        _commands.Answer("nft list table inet gateway", "", exitCode: 1, error: "Operation not permitted (you must be root)");

        Assert.Equal(ExitCode.Failed, await RunAsync());

        Assert.Contains("Operation not permitted", _out.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] words)
    {
        var context = new VerbContext(_out, _out, new ControlClient(_root.At("none")), _commands, new Journals(_root.At("journal"))) { Root = _root.Path };
        return new CommandLine(VerbCatalog.Verbs, context).RunAsync(["firewall", .. words], Test.Cancellation);
    }
}
