using Gateway.Lab.Run.Check;
using Gateway.Planning.Configuration;

namespace Gateway.Boot.Tests;

/// <summary>The steps of the target BootCheck, walked on the gateway that runs.</summary>
[Collection(BootOrder.Running)]
public sealed class BootCheckTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task A_gateway_that_runs_is_ready_by_its_own_word() =>
        Assert.Equal(Shared.FirstStatus.Release, (await ReadyStep.WaitAsync(Shared.Machine, TimeSpan.FromSeconds(10), Cancellation)).Release);

    [Fact]
    public async Task A_computer_inside_gets_an_address_resolves_names_and_fetches_a_page()
    {
        var steps = await WalkAsync("check1", new GatewayConfig());

        Assert.Equal(
            [(CheckSteps.Lease, CheckOutcome.Passed), (CheckSteps.Names, CheckOutcome.Passed), (CheckSteps.Page, CheckOutcome.Passed)],
            steps.Select(static step => (step.Name, step.Outcome)));
        Assert.Contains("www.example.lab", steps[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_computer_whose_address_was_set_by_hand_gets_through_too()
    {
        var steps = await WalkAsync("check2", new GatewayConfig { Inside = new SegmentConfig { Dhcp = new DhcpConfig { Enabled = false } }, Dns = new DnsConfig { Enabled = false } });

        Assert.Equal(
            [(CheckSteps.Lease, CheckOutcome.NotWanted), (CheckSteps.Names, CheckOutcome.NotWanted), (CheckSteps.Page, CheckOutcome.Passed)],
            steps.Select(static step => (step.Name, step.Outcome)));
    }

    private async Task<IReadOnlyList<CheckStep>> WalkAsync(string client, GatewayConfig config)
    {
        var log = new StepLog(static _ => { }, Cancellation);
        await new ClientSteps(log, await Shared.Laboratory.Lab.ClientAsync(client, Cancellation), config).WalkAsync(Cancellation);
        return log.Steps;
    }
}
