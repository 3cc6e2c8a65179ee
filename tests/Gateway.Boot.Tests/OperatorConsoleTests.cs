using Gateway.Lab.Devices;

namespace Gateway.Boot.Tests;

/// <summary>What an operator has who stands before the box, or asks for help.</summary>
[Collection(BootOrder.Running)]
public sealed class OperatorConsoleTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_menu_opens_on_the_serial_console_shows_what_is_asked_and_is_left()
    {
        var console = Shared.Machine.Machine;
        await AfterAsync("\r", "q  Leave (or Esc)");
        await AfterAsync("1", "Configuration: generation ");
        await AfterAsync(" ", "q  Leave (or Esc)");
        await AfterAsync("5", "the boot partition");
        await AfterAsync(" ", "q  Leave (or Esc)");
        await AfterAsync("2", "[ ok ] address from the provider: 5.1.0.");
        await AfterAsync(" ", "q  Leave (or Esc)");
        await AfterAsync("\u001b", "Press Enter for the menu.");

        // Whoever types the stop character does not stop what programs read there.
        await console.TypeAsync("\u0013", Cancellation);
        await AfterAsync("\r", "q  Leave (or Esc)");
        await AfterAsync("q", "Press Enter for the menu.");

        async Task AfterAsync(string keys, string expected)
        {
            var from = console.Serial.Lines.Count;
            await console.TypeAsync(keys, Cancellation);
            await console.Serial.WaitForAsync(
                line => line.Contains(expected, StringComparison.Ordinal) ? line : null, $"'{expected}' after '{keys}'", Limit, Cancellation, from);
        }
    }

    [Fact]
    public async Task The_screen_shows_the_status_and_how_to_open_the_menu()
    {
        var screen = (await Shared.Host.RunAsync("fold -w $(stty -F /dev/tty1 size | cut -d' ' -f2) /dev/vcs1", Cancellation)).Require().Output;

        Assert.Contains("READY", screen, StringComparison.Ordinal);
        Assert.Contains("Press Enter for the menu.", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nobody_logs_in_and_no_password_is_asked_for()
    {
        var refused = await Shared.Client.RunAsync(
            [
                "ssh", "-o", "BatchMode=yes", "-o", "PubkeyAuthentication=no", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", "ConnectTimeout=20", $"root@{GatewayHost.Address}", "true",
            ],
            Cancellation);

        Assert.Equal(255, refused.Exit);
        Assert.Contains("Permission denied (publickey).", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_leases_are_the_same_on_the_host_and_in_the_container()
    {
        var listed = (await Shared.Host.RunAsync("gateway leases", Cancellation)).Require().Text;

        Assert.Contains(Shared.Lease.Address, listed, StringComparison.Ordinal);
        Assert.Equal(listed, (await Shared.Host.RunInContainerAsync("gateway leases", Cancellation)).Require().Text);
    }

    [Fact]
    public async Task The_boot_partition_holds_the_schema_that_this_agent_reads_by()
    {
        (await Shared.Host.RunAsync("gateway schema | cmp - /boot/gateway.schema.json", Cancellation)).Require();
        (await Shared.Host.RunAsync("grep -q '\"console-password-hash\"' /boot/gateway.schema.json", Cancellation)).Require();
    }

    [Fact]
    public async Task The_support_archive_has_everything_but_secrets()
    {
        const string plant =
            """
            logger -t plant 'curl --password hunter2-argv https://me:hunter2-url@host'
            logger -t plant 'Authorization: Bearer hunter2-header'
            logger -t plant "$(sed -n 2p /var/lib/gateway/ssh/ssh_host_ed25519_key)"
            echo hunter2-stored-value | gateway secret set spare
            logger -t plant 'kept: hunter2-stored-value'
            journalctl --sync
            """;
        (await Shared.Host.RunAsync(plant, Cancellation)).Require();

        var path = (await Shared.Host.RunAsync("gateway support", Cancellation, TimeSpan.FromMinutes(3))).Require().Text;
        var names = (await Shared.Host.RunAsync($"tar tzf {path}", Cancellation)).Require().Output;
        var unpacked = "rm -rf /run/support; mkdir /run/support; tar xzf " + path + " -C /run/support; cd /run/support; ";
        (await Shared.Host.RunAsync(unpacked + "grep -rq 'plant' gateway-support/logs/host.txt", Cancellation)).Require();
        (await Shared.Host.RunAsync("! grep -rE 'hunter2-|PRIVATE KEY' /run/support", Cancellation)).Require();
        (await Shared.Host.RunAsync("grep -hE '^[A-Za-z0-9+/=]{16,}$' /var/lib/gateway/ssh/ssh_host_ed25519_key /var/lib/lxd/server.key > /run/keys; test $(wc -l < /run/keys) -gt 4", Cancellation)).Require();
        (await Shared.Host.RunAsync("! grep -rFf /run/keys /run/support", Cancellation)).Require();
        (await Shared.Host.RunAsync($"rm -rf /run/support /run/keys {path}; gateway secret remove spare", Cancellation)).Require();

        Assert.All(
            (string[])["agent/status.json", "agent/plan.txt", "logs/kernel.txt", "logs/container.txt", "host/nftables.txt", "container/nftables.txt", "container/leases4.csv", "rendered/container/etc/kea/"],
            name => Assert.Contains($"gateway-support/{name}", names, StringComparison.Ordinal));
    }
}
