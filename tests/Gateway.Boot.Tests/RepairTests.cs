namespace Gateway.Boot.Tests;

/// <summary>What is changed by hand comes back without a hand.</summary>
[Collection(BootOrder.Repair)]
public sealed class RepairTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Changed_lxd_objects_are_changed_back()
    {
        (string Change, string Look, string Expected)[] objects =
        [
            ("lxc network set bcmnet ipv4.nat true", "lxc network get bcmnet ipv4.nat", "false|''"),
            ("lxc config set gateway boot.autostart true", "lxc config get gateway boot.autostart", "false"),
            ("lxc config unset gateway limits.memory", "lxc config get gateway limits.memory", "80%"),
            ("lxc config set gateway security.nesting false", "lxc config get gateway security.nesting", "true"),
        ];
        foreach (var (change, look, expected) in objects)
        {
            // Nothing is announced when all is as it should be again, so the value itself is looked at, at most thirty times.
            (await Shared.Host.RunAsync(
                $"{change} && for try in $(seq 30); do case $({look}) in {expected}) exit 0;; esac; sleep 1; done; {look}; exit 1", Cancellation)).Require();
        }

        await Shared.Machine.WaitUntilAsync(static status => status.Ready, "the gateway to be ready", Limit, Cancellation);
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }

    [Fact]
    public async Task A_deleted_container_is_made_again_with_its_data()
    {
        var identity = await Health.IdentityAsync(Shared.Host, Cancellation);
        var from = Shared.Machine.Serial.Lines.Count;

        // The connection that carries this command runs over the container's bridge, so it may end before the command does.
        await Shared.Host.RunAsync("systemd-run --no-block lxc delete --force gateway", Cancellation);
        await Shared.Machine.WaitForStatusAsync(static status => !status.Ready, "the loss to be noticed", Limit, Cancellation, from);
        await Shared.Machine.WaitUntilAsync(static status => status.Ready, "the gateway to be ready again", Limit, Cancellation);

        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.Equal(identity, await Health.IdentityAsync(Shared.Host, Cancellation));
        await Health.AssertCleanAsync(Shared.Host, Cancellation);
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }
}
