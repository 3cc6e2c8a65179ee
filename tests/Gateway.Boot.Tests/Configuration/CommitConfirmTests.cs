using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance checks 9 and 10: what cuts the operator off takes itself back, also when the agent is killed.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class CommitConfirmTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    /// <summary>curl's exit codes for a refused connection and for none in time.</summary>
    private static readonly int[] NoConnection = [7, 28];

    [Fact]
    public async Task A_change_that_locks_the_operator_out_is_taken_back_in_a_minute_without_a_reboot()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var boot = (await hands.RunAsync("cat /proc/sys/kernel/random/boot_id")).Require().Text;
        var before = Shared.Machine.Status!.Generation;

        var pings = Shared.Client.RunAsync(["ping", "-n", "-q", "-i", "0.02", "-w", "90", LabMachine.WebServer], Cancellation, Operator.Limit);
        await hands.StartApplyAsync(hands.WithoutKeys, "60s");
        var cut = await hands.UntilServedAfterAsync(before);
        Assert.Contains(await TryLogInAsync(), NoConnection);
        await hands.UntilServedAfterAsync(cut.Generation);

        var again = await Operator.ConnectAsync(Shared, Cancellation);
        Assert.DoesNotContain(await TryLogInAsync(), NoConnection);
        Assert.Equal(boot, (await again.RunAsync("cat /proc/sys/kernel/random/boot_id")).Require().Text);
        await AssertTakenBackAsync(again, 60);
        Assert.InRange(Pings.Lost(await pings), 0, 2);
        await Health.AssertNothingLeftAsync(again.Host, Cancellation);
    }

    [Fact]
    public async Task A_killed_agent_takes_it_back_all_the_same_and_a_confirmed_change_stays()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;

        await hands.StartApplyAsync(hands.With("[proxy]\nenabled = false\n"), "30s");
        var killed = await hands.UntilServedAfterAsync(before);
        (await hands.RunAsync("systemctl kill --signal=KILL gateway-agent-host")).Require();
        var back = await hands.UntilServedAfterAsync(killed.Generation);
        await AssertTakenBackAsync(hands, 30);

        await hands.StartApplyAsync(hands.With("[proxy]\nenabled = false\n"), "10m");
        await hands.UntilServedAfterAsync(back.Generation);
        (await hands.RunAsync("gateway confirm")).Require();
        Assert.Equal(1, (await hands.RunAsync("gateway confirm")).Exit);
        Assert.Equal(("apply", "healthy", true), (await hands.HistoryAsync())[0] is var kept ? (kept.Origin, kept.Result, kept.Runs) : default);
        (await hands.RunAsync($"gateway rollback {before}")).Require();
    }

    private static async Task AssertTakenBackAsync(Operator hands, int seconds)
    {
        var history = await hands.HistoryAsync();
        Assert.Equal(("confirm-revert", "healthy", true), (history[0].Origin, history[0].Result, history[0].Runs));
        Assert.Equal(("apply", "reverted"), (history[1].Origin, history[1].Result));
        Assert.InRange((history[0].Time - history[1].Time).TotalSeconds, seconds - 1, seconds + 15);
    }

    /// <summary>curl's exit code: an SSH server answers with what is no HTTP.</summary>
    private async Task<int> TryLogInAsync() =>
        (await Shared.Client.FetchAsync("http://192.168.4.2:22/", Cancellation, "--connect-timeout", "5")).Exit;
}
