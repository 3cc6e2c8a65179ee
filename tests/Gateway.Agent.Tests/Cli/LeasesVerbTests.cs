using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cli;

public sealed class LeasesVerbTests : IDisposable
{
    private const string File = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id\n192.168.4.50,02:00:00:00:00:01,,3600,4102444800,1,0,0,lap\u001btop,0,,0\n";

    private readonly TemporaryDirectory _root = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly StringWriter _out = new();

    public void Dispose()
    {
        _root.Dispose();
        _commands.Dispose();
        _out.Dispose();
    }

    [Theory]
    [InlineData("var/lib/kea", false)]
    [InlineData("var/lib/lxd/storage-pools/default/custom/default_gateway-leases", true)]
    public async Task It_reads_them_in_the_container_and_on_the_host_and_no_name_steers_the_terminal(string folder, bool isHost)
    {
        _root.Write($"{folder}/kea-leases4.csv", File);
        if (isHost)
            Directory.CreateDirectory(_root.At("journal"));

        Assert.Equal(ExitCode.Ok, await RunAsync());

        Assert.Equal("ADDRESS       MAC                NAME          UNTIL\n192.168.4.50  02:00:00:00:00:01  lap\\u001Btop  2100-01-01 00:00:00\n", _out.ToString());
    }

    [Fact]
    public async Task Before_the_first_lease_it_says_so_in_both_forms()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync());
        Assert.Equal(ExitCode.Ok, await RunAsync("--json"));

        Assert.Equal("no address is given out\n{\"version\":1,\"leases\":[]}\n", _out.ToString());
    }

    private Task<int> RunAsync(params string[] words)
    {
        var context = new VerbContext(_out, _out, new ControlClient(_root.At("none")), _commands, new Journals(_root.At("journal"))) { Root = _root.Path };
        return new CommandLine(VerbCatalog.Verbs, context).RunAsync(["leases", .. words], Test.Cancellation);
    }
}
