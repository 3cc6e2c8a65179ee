using System.Collections.Immutable;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Unbound with what is made of block lists.</summary>
public sealed class BlockListTests(StackRoot root) : IClassFixture<StackRoot>
{
    private static readonly ImmutableArray<string> Blocked = ["ads.example.com", "x.home.arpa", "example.org", "corp.example"];

    private static readonly DnsConfig Dns = new()
    {
        LeaseNames = false,
        BlockLists = [new BlockListConfig { Name = "ads", Url = "https://lists.example.org/ads.txt" }],
        BlockAllow = ["good.example.org"],
        Records =
        [
            new DnsRecordConfig { Name = "x.home.arpa", Type = DnsRecordType.A, Value = "192.168.4.9" },
            new DnsRecordConfig { Name = "shop.example.org", Type = DnsRecordType.A, Value = "192.168.4.10" },
        ],
        ForwardZones = [new ForwardZoneConfig { Domain = "corp.example", Upstreams = ["192.0.2.1"] }],
    };

    [Theory]
    [InlineData(BlockAnswer.Nxdomain, "NXDOMAIN", "")]
    [InlineData(BlockAnswer.Zero, "NOERROR", "0.0.0.0")]
    public void What_is_blocked_is_not_found_and_what_is_known_here_is(BlockAnswer answer, string status, string address)
    {
        StackRoot.Require();
        var document = StackSamples.Default with { Dns = Dns with { BlockAnswer = answer } };
        Place(document, BlockZones.Render([Blocked], BlockListSpec.From(document)!).Text);

        var said = root.Execute("sh", "-c", """
            unbound -d -c /etc/unbound/unbound.conf & pid=$!
            for try in $(seq 300); do kdig @127.0.0.1 gateway.home.arpa +time=1 +retry=0 | grep -q NOERROR && break; sleep 0.1; done
            for name in ads.example.com www.ads.example.com; do kdig @127.0.0.1 $name +time=5 | grep -o 'status: [A-Z]*'; kdig @127.0.0.1 $name +short; done
            echo; for name in x.home.arpa shop.example.org; do kdig @127.0.0.1 $name +short; done
            echo; for name in good.example.org www.corp.example; do kdig @127.0.0.1 $name +time=20 +retry=0 | grep -o 'status: [A-Z]*'; done
            kill $pid
            """);

        Assert.True(said.ExitCode == 0, said.Output);
        var blocked = $"status: {status}\n{(address.Length > 0 ? address + "\n" : "")}";
        // Nobody can be asked here: what is let through fails.
        Assert.Contains($"{blocked}{blocked}\n192.168.4.9\n192.168.4.10\n\nstatus: SERVFAIL\nstatus: SERVFAIL\n", said.Output);
    }

    [Fact]
    public void The_resolver_takes_its_files_without_any_list_yet()
    {
        StackRoot.Require();
        root.Execute("sh", "-c", $"rm -f {BlockListSpec.Folder}/*");
        Place(StackSamples.Default with { Dns = Dns }, zones: null);

        var said = root.Execute("unbound-checkconf", "/etc/unbound/unbound.conf");

        Assert.True(said.ExitCode == 0, said.Output);
    }

    private void Place(StackDocument document, string? zones)
    {
        foreach (var file in StackPlanner.Plan(document, StackSamples.Observed).Files.Where(static file => file.Path.StartsWith("/etc/unbound/", StringComparison.Ordinal)))
            root.Place(file.Path, file.Content);
        if (zones is not null)
            root.Place($"{BlockListSpec.Folder}/zones.conf", zones);
    }
}
