using System.Text;
using Gateway.Lab;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>A configuration that every checker accepts and with which a daemon does not come up all the same.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class HealthRollbackTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    /// <summary>Squid does not start with a cache of this size.</summary>
    private const string Spoiled = "[Service]\nExecStartPre=/bin/sh -c \"if grep -rqw 123 /etc/squid; then exit 1; fi\"\n";
    private const string DropIn = "/run/systemd/system/squid.service.d";

    [Fact]
    public async Task What_does_not_become_healthy_is_taken_back_and_of_itself_not_tried_a_third_time()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "some minutes of changes that fail; GATEWAY_SOAK=1 runs it");
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var text = hands.With("[proxy]\ncache-size = \"123M\"\n");
        (await hands.Host.RunInContainerAsync(
            $"mkdir -p {DropIn} && echo {Convert.ToBase64String(Encoding.UTF8.GetBytes(Spoiled))} | base64 -d > {DropIn}/spoiled.conf && systemctl daemon-reload", Cancellation)).Require();

        var failed = await hands.ApplyAsync(text);
        Assert.Equal(1, failed.Exit);
        Assert.Contains("squid", failed.Errors, StringComparison.Ordinal);
        await hands.UntilAsync(status => status.Ready && status.Generation == before, "the change to be taken back");
        Assert.Equal(("apply", "failed", false), (await hands.HistoryAsync())[0] is var first ? (first.Origin, first.Result, first.Runs) : default);
        (await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation, "--proxy", "http://192.168.4.1:3128", "--retry", "10", "--retry-all-errors")).Require();

        await hands.WriteBootFileAsync(text);
        var kept = await hands.UntilAsync(
            static status => status.Ready && status.Conditions.Any(static condition => condition.Code == "configuration-quarantined"), "the text to be given up");
        Assert.Equal(before, kept.Generation);
        Assert.Contains("configuration-quarantined", (await hands.RunAsync("for try in $(seq 180); do cat /boot/status/config-error.txt && exit 0; sleep 0.5; done; exit 1")).Require().Output, StringComparison.Ordinal);

        (await hands.Host.RunInContainerAsync($"rm -r {DropIn} && systemctl daemon-reload", Cancellation)).Require();
        Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(text)).Require().Text, StringComparison.Ordinal);
        var forced = Shared.Machine.Status!.Generation;
        await hands.WriteBootFileAsync(hands.FirstText);
        await hands.UntilServedAfterAsync(forced);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }
}
