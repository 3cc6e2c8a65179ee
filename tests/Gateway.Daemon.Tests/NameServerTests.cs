using Gateway.Planning.Names;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Knot and Unbound with the files that are rendered, fed with the updates that the agent makes of leases.</summary>
public sealed class NameServerTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string KeyFile = "/tmp/names.key";
    private const string UpdateFile = "/tmp/names.update";

    /// <summary>A shell function that waits until a server gives an answer with a word in it, 30 s at most.</summary>
    private const string Wait = "await() { for try in $(seq 300); do kdig \"$1\" \"$2\" SOA +time=1 +retry=0 | grep -q gateway && return; sleep 0.1; done; exit 9; };";

    private static readonly NameScope Scope = NameScope.From(StackSamples.Default)!;

    private static readonly Lease Laptop = new("192.168.4.50", "02:00:00:00:00:01", "", "Laptop.corp.example.", 3600, 3600);

    [Fact]
    public void Names_are_there_with_their_update_and_outlive_the_servers_sudden_end()
    {
        Require();
        var wanted = ZoneRecord.Of(new NamedLease(Laptop, "laptop", NameRefusal.None), Scope).ToHashSet();
        Place(ZoneUpdate.Between([], [.. wanted]));

        var read = root.Execute("sh", "-c", $"""
            {Wait}
            start() {"{"} rm -f /run/knot/knot.pid; knotd -m 8 -c /etc/knot/knot.conf & pid=$!; await @127.0.0.2 home.arpa; {"}"}
            start
            knsupdate -v -k {KeyFile} {UpdateFile} || exit 1
            kill -KILL $pid
            start
            for zone in {Scope.Domain} {Scope.ReverseZone}; do kdig @127.0.0.2 $zone AXFR -k {KeyFile} +noall +answer || exit 1; done
            kill $pid
            """);

        Assert.True(read.ExitCode == 0, read.Output);
        var lines = read.Output.Split('\n');
        var found = ZoneRecord.Parse(Scope.Domain, string.Join('\n', lines.Where(static line => !line.Contains("in-addr"))))
            .Union(ZoneRecord.Parse(Scope.ReverseZone, string.Join('\n', lines.Where(static line => line.Contains("in-addr")))));
        Assert.True(found.SetEquals(wanted), read.Output);
    }

    [Theory]
    [InlineData($"knsupdate {UpdateFile}")]
    [InlineData("kdig @127.0.0.2 home.arpa AXFR")]
    public void Without_the_key_nothing_is_changed_or_handed_out(string command)
    {
        Require();
        Place("server 127.0.0.2 53\nzone home.arpa.\nadd intruder.home.arpa. 60 A 192.168.4.66\nsend\n");

        var result = root.Execute("sh", "-c", $"""
            {Wait}
            knotd -m 8 -c /etc/knot/knot.conf & knot=$!
            await @127.0.0.2 home.arpa
            {command}; said=$?; kill $knot; exit $said
            """);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("NOTAUTH", result.Output);
    }

    [Fact]
    public void The_resolver_answers_with_them_and_with_the_boxs_own_names()
    {
        Require();
        Place(ZoneUpdate.Between([], [.. ZoneRecord.Of(new NamedLease(Laptop, "laptop", NameRefusal.None), Scope)]));

        var answers = root.Execute("sh", "-c", $"""
            {Wait}
            knotd -m 8 -c /etc/knot/knot.conf & knot=$!
            await @127.0.0.2 home.arpa
            unbound -d -c /etc/unbound/unbound.conf & unbound=$!
            await @127.0.0.1 home.arpa
            knsupdate -v -k {KeyFile} {UpdateFile} || exit 1
            for question in 'laptop.home.arpa A' '-x 192.168.4.50' 'gateway.home.arpa A' '-x 192.168.4.1'; do kdig @127.0.0.1 $question +short; done
            kill $knot $unbound
            """);

        Assert.True(answers.ExitCode == 0, answers.Output);
        Assert.Contains("192.168.4.50\nlaptop.home.arpa.\n192.168.4.1\ngateway.home.arpa.\n", answers.Output);
    }

    private static void Require()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give Knot its files; run the test as root");
    }

    private void Place(string update)
    {
        var files = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Files;
        foreach (var file in files.Where(static file => file.Path.StartsWith(KnotDefaults.Storage) || file.Path.StartsWith("/etc/knot/") || file.Path.StartsWith("/etc/unbound/")))
        {
            root.Place(file.Path, file.Content);
        }

        root.Place(KeyFile, $"{KnotDefaults.KeyAlgorithm}:{KnotDefaults.KeyName}:{StackSamples.Observed.NameKey!.Reveal()}\n");
        root.Place(UpdateFile, update);
        root.Execute("sh", "-c", $"mkdir -p /run/knot && rm -rf /run/knot/* {KnotDefaults.Storage}/journal && chown -R knot:knot /run/knot {KnotDefaults.Storage}");
    }
}
