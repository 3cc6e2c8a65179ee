using Gateway.Lab;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary><c>[[dns.forward-zone]]</c>, <c>[[dns.record]]</c>, rebind protection and the query log, as a computer inside meets them.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class SplitDnsTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Tables = $"""
        [[dns.forward-zone]]
        domain = "corp.example"
        upstreams = ["{LabMachine.CompanyNames}"]
        dnssec = false

        [[dns.record]]
        name = "printer"
        type = "A"
        value = "192.168.4.20"

        [[dns.record]]
        name = "cloud"
        type = "CNAME"
        value = "gateway"

        [[dns.record]]
        name = "page"
        type = "CNAME"
        value = "www.example.lab"

        [[dns.record]]
        name = "_ipp._tcp.home.arpa"
        type = "SRV"
        value = "0 0 631 printer"

        [[dns.record]]
        name = "home.arpa"
        type = "TXT"
        value = "the box's \"own\" domain"

        """;

    [Fact]
    public async Task Domains_with_resolvers_of_their_own_records_and_the_query_log_come_with_one_reload()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var processes = await hands.ProcessesAsync("unbound");
        await Shared.Laboratory.Lab.ServeCompanyNamesAsync(Cancellation);
        Assert.Empty(await DataAsync("private.insecure.lab", "A"));
        CommandResult back;
        try
        {
            (await hands.ApplyAsync(hands.With(Tables).Replace("mode = \"recursive\"", "mode = \"recursive\"\nquery-log = true\nprivate-domains = [\"insecure.lab\"]", StringComparison.Ordinal))).Require();

            Assert.Equal(["10.9.8.7"], await DataAsync("www.corp.example", "A"));
            Assert.Equal(["10.1.2.3"], await DataAsync("private.insecure.lab", "A"));
            Assert.Equal(["192.168.4.20"], await DataAsync("printer.home.arpa", "A"));
            Assert.Equal(["printer.home.arpa."], await DataAsync("192.168.4.20", "PTR"));
            Assert.Equal(["192.168.4.1"], await DataAsync("cloud.home.arpa", "A"));
            Assert.Equal([LabMachine.WebServer], await DataAsync("page.home.arpa", "A"));
            Assert.Equal(["0 0 631 printer.home.arpa."], await DataAsync("_ipp._tcp.home.arpa", "SRV"));
            Assert.Contains("own", Assert.Single(await DataAsync("home.arpa", "TXT")), StringComparison.Ordinal);
            Assert.Equal(["192.168.4.1"], await DataAsync("gateway.home.arpa", "A"));
            (await hands.RunAsync($"gateway logs unbound -n 1000 | grep -q '{Shared.Lease.Address} printer.home.arpa. A IN NOERROR'")).Require();
            Assert.Equal(processes, await hands.ProcessesAsync("unbound"));
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
        }

        back.Require();
        Assert.Equal("NXDOMAIN", (await Shared.Client.ResolveAsync("printer.home.arpa", "A", Cancellation)).Status);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    /// <summary>Acceptance check 42.</summary>
    [Fact]
    public async Task One_dead_resolver_is_not_noticed_and_of_two_the_cache_takes_the_place()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "two changes more; GATEWAY_SOAK=1 runs it");
        const string nobody = "5.1.0.250";
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var (wire, name) = (Shared.Laboratory.Outside.Port("lab"), "brief.insecure.lab");
        CommandResult back;
        try
        {
            (await hands.ApplyAsync(hands.FirstText.Replace(
                "mode = \"recursive\"", $"mode = \"forward\"\nupstreams = [\"{nobody}\", \"{LabMachine.Resolver}\"]", StringComparison.Ordinal))).Require();
            Assert.Equal([LabMachine.WebServer], await DataAsync(name, "A"));
            var quick = await Shared.Client.RunAsync(
                ["kdig", "+short", "+time=5", "+retry=0", .. Enumerable.Range(0, 10).Select(static number => $"dead{number}.insecure.lab")], Cancellation);
            Assert.Equal(10, quick.Require().Output.Split(LabMachine.WebServer).Length - 1);

            // What was learnt for a second is to expire.
            await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            wire.Pulled = true;
            Assert.Equal([LabMachine.WebServer], await DataAsync(name, "A"));
        }
        finally
        {
            wire.Pulled = false;
            back = await hands.RunAsync($"gateway rollback {before}");
        }

        back.Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private async Task<IReadOnlyList<string>> DataAsync(string name, string type) => (await Shared.Client.ResolveAsync(name, type, Cancellation)).Data;
}
