using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance check 27: names over TLS, and never without.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class EncryptedResolverTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Name = "dns.isp.lab";
    private const int Names = 100;

    [Fact]
    public async Task Names_are_asked_over_tls_alone_and_by_nobody_with_another_certificate()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        await Shared.Laboratory.Lab.ServeTlsResolverAsync(Name, Cancellation);
        var text = hands.With($"[trust]\ncertificates = ['''\n{Shared.Laboratory.Lab.Authority.Certificate}''']\n")
            .Replace("mode = \"recursive\"", $"mode = \"tls\"\nupstreams = [\"{LabMachine.Resolver}#{Name}\"]", StringComparison.Ordinal);
        CommandResult back;
        try
        {
            (await hands.ApplyAsync(text)).Require();
            var since = Shared.Laboratory.Outside.Now;

            Assert.Equal(Enumerable.Repeat(LabMachine.WebServer, Names), await ResolveManyAsync(Names));
            Assert.True((await Shared.Client.ResolveAsync("www.example.lab", "A", Cancellation)).Authenticated);
            Assert.Equal("SERVFAIL", (await Shared.Client.ResolveAsync("www.bogus.lab", "A", Cancellation)).Status);

            await Shared.Laboratory.Lab.ServeTlsResolverAsync("dns.elsewhere.lab", Cancellation);
            Assert.Equal("SERVFAIL", (await Shared.Client.ResolveAsync($"{NewLabel()}.insecure.lab", "A", Cancellation)).Status);
            Assert.Equal([LabMachine.WebServer], (await Shared.Client.ResolveAsync("www.example.lab", "A", Cancellation)).Data);

            var sent = Shared.Laboratory.Outside.Captured(since).SentBy("gateway").ToArray();
            Assert.Contains(sent, static frame => frame.Packet?.Tcp?.DestinationPort == 853);
            Assert.DoesNotContain(sent, static frame => frame.Packet is { Udp.DestinationPort: 53 } or { Tcp.DestinationPort: 53 });
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
        }

        back.Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    /// <summary>Names that nobody asked for before; each has the web server's address.</summary>
    private async Task<IEnumerable<string>> ResolveManyAsync(int count)
    {
        var label = NewLabel();
        var result = await Shared.Client.RunAsync(
            ["kdig", "+short", "+time=10", .. Enumerable.Range(0, count).Select(number => $"{label}{number}.insecure.lab")], Cancellation);
        return result.Require().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string NewLabel() => $"n{Guid.NewGuid():n}";
}
