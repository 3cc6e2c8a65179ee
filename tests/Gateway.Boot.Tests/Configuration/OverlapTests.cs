using Gateway.Lab;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>The provider leases what the inside uses. Here the inside moves onto the provider's subnet, which is the same to the gateway, and takes itself back.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class OverlapTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Code = "outside-overlaps-inside";

    [Fact]
    public async Task A_provider_that_leases_the_insides_subnet_is_told_of_and_nothing_is_forwarded()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "two changes that wait for their time, two minutes; GATEWAY_SOAK=1 runs it");
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var outside = Shared.FirstStatus.Roles.Single(static role => role.Role == "outside").Addresses[0];
        var address = outside.Split('/')[0];
        var inside = $"{address[..address.LastIndexOf('.')]}.250/{outside.Split('/')[1]}";

        await hands.StartApplyAsync((Shared.Laboratory.Toml with { InsideLines = $"ipv4 = \"{inside}\"" }).ToText(), "90s");
        var told = await hands.UntilAsync(
            status => status.Generation > before && status.Conditions.Any(static condition => condition.Code == Code), "the overlap to be told of");
        var condition = told.Conditions.Single(static condition => condition.Code == Code);
        Assert.Equal("error", condition.Severity);
        Assert.Contains(outside, condition.Text, StringComparison.Ordinal);
        await Shared.Machine.Serial.WaitForAsync(
            static line => line.Contains($"ERROR {Code}", StringComparison.Ordinal) ? line : null, "the overlap on the screen", TimeSpan.FromSeconds(30), Cancellation);

        var back = await hands.UntilServedAfterAsync(told.Generation);
        Assert.DoesNotContain(back.Conditions, static condition => condition.Code == Code);
        await Shared.Client.DhcpAsync(Cancellation);
        hands = await Operator.ConnectAsync(Shared, Cancellation);
        var page = await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "10", "--retry-all-errors");
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }
}
