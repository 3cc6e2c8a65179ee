using Gateway.Lab;
using Gateway.Lab.Run;
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

    [Fact]
    public async Task The_whole_check_passes_with_a_file_that_is_right()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "a boot of its own; each step is taken in every run. GATEWAY_SOAK=1 runs it");
        var folder = Directory.CreateTempSubdirectory("bootcheck-").FullName;
        var config = Path.Combine(folder, "office.toml");
        await File.WriteAllTextAsync(config, "schema = 1\n[system]\nconsole-password-hash = \"secret:console\"\n[proxy]\nenabled = false\n", Cancellation);
        using var console = new StringWriter();

        var exit = await new BootCheck(new RunOptions { Config = config, Check = folder }, console).RunAsync(LabArtifacts.Find(), Cancellation);

        Assert.True(exit == 0, console.ToString());
        Assert.Contains("failures=\"0\"", await File.ReadAllTextAsync(Path.Combine(folder, "bootcheck.xml"), Cancellation), StringComparison.Ordinal);
        Assert.Contains($"release {Shared.FirstStatus.Release}", await File.ReadAllTextAsync(Path.Combine(folder, "bootcheck.txt"), Cancellation), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IReadOnlyList<CheckStep>> WalkAsync(string client, GatewayConfig config)
    {
        var log = new StepLog(static _ => { }, Cancellation);
        await new ClientSteps(log, await Shared.Laboratory.Lab.ClientAsync(client, Cancellation), config).WalkAsync(Cancellation);
        return log.Steps;
    }
}
