using Gateway.Lab;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>A boot partition that is full, write-protected or gone under a running gateway: what runs goes on, changes take effect, and every surface says so.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class BootPartitionFaultTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string NotWritable = "boot-partition-not-writable";

    [Fact]
    public Task A_full_partition_is_told_of_and_an_edit_changes_nothing() => WithoutWritingAsync(
        // The agent may make it read-only again at any moment.
        """
        for try in 1 2 3 4 5; do
            mount -o remount,rw /boot
            cat /dev/zero > /boot/fill 2>/dev/null
            # A page has no room any more, but a cluster may have.
            dd if=/dev/zero of=/boot/rest bs=512 2>/dev/null
            sync -f /boot
            mount -o remount,ro /boot
            test $(df --output=avail /boot | tail -n 1) -eq 0 && exit 0
            sleep 1
        done
        exit 1
        """,
        "for try in 1 2 3 4 5; do mount -o remount,rw /boot; rm -f /boot/fill /boot/rest; sync -f /boot; mount -o remount,ro /boot; test -e /boot/fill || exit 0; sleep 1; done; exit 1");

    [Fact]
    public async Task A_write_protected_partition_is_told_of_and_an_edit_changes_nothing()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "a full partition is tried in every run. GATEWAY_SOAK=1 runs it");
        await WithoutWritingAsync(
            "sync -f /boot; mount -o remount,ro /boot; blockdev --setro $(findmnt -n -o SOURCE /boot)",
            "blockdev --setrw $(findmnt -n -o SOURCE /boot)");
    }

    [Fact]
    public async Task A_partition_that_is_gone_is_told_of_and_its_file_is_followed_when_it_is_back()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "a minute and a half; a full partition is tried in every run. GATEWAY_SOAK=1 runs it");
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;

        (await hands.RunAsync("systemctl stop boot.mount")).Require();
        var gone = await hands.UntilAsync(static status => Has(status, "boot-partition-unreadable"), "the partition to be missed");
        Assert.Equal((before, true), (gone.Generation, gone.Ready));
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(60), Cancellation));

        (await hands.RunAsync("systemctl start boot.mount")).Require();
        await hands.UntilAsync(static status => status.Ready && !Has(status, "boot-partition-unreadable"), "the partition to be back");
        await hands.WriteBootFileAsync(hands.With("[proxy]\nenabled = false\n"));
        var changed = await hands.UntilServedAfterAsync(before);

        await hands.WriteBootFileAsync(hands.FirstText);
        await hands.UntilServedAfterAsync(changed.Generation);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private async Task WithoutWritingAsync(string spoil, string mend)
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        try
        {
            (await hands.RunAsync(spoil)).Require();
            await hands.PutAsync("/run/edit.sh", "echo '# edited' >> \"$1\"\n");
            var edit = await hands.RunAsync("EDITOR='sh /run/edit.sh' gateway edit < /dev/null");
            Assert.NotEqual(0, edit.Exit);
            Assert.Equal(hands.FirstText, (await hands.RunAsync("cat /boot/gateway.toml")).Require().Output);
            Assert.Equal(before, Shared.Machine.Status!.Generation);

            (await hands.ApplyAsync(hands.With("[proxy]\nenabled = false\n"))).Require();
            var told = await hands.UntilAsync(static status => Has(status, NotWritable), "the partition to be told of");
            Assert.True(told.Ready);
        }
        finally
        {
            (await hands.RunAsync(mend)).Require();
        }

        if (LabArtifacts.Soak)
        {
            await hands.UntilAsync(static status => !Has(status, NotWritable), "the status to be written though nothing else changes");
        }

        (await hands.RunAsync($"gateway rollback {before}")).Require();
        await hands.UntilAsync(static status => status.Ready && !Has(status, NotWritable), "the status to be written again");
        Assert.Contains("READY", (await hands.RunAsync("cat /boot/status/STATUS.txt")).Require().Output, StringComparison.Ordinal);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static bool Has(StatusDocument status, string code) => status.Conditions.Any(condition => condition.Code == code);
}
