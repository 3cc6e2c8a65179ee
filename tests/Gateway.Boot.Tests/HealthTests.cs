namespace Gateway.Boot.Tests;

/// <summary>What every boot must look like from within, through the operator's own way in.</summary>
[Collection(BootOrder.Running)]
public sealed class HealthTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task The_boot_was_clean() => await Health.AssertCleanAsync(Shared.Host, Cancellation);

    [Fact]
    public async Task Nothing_is_left_to_do_on_the_host_and_in_the_container() => await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);

    [Fact]
    public async Task The_whole_fits_into_a_gibibyte_of_memory()
    {
        var memory = await Shared.Host.RunAsync("free -m; dmesg | grep -ci 'out of memory' || true", Cancellation);

        Assert.EndsWith("\n0", memory.Require().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_root_may_write_to_the_systems_own_folders()
    {
        // What the host mounts into the container is the host's; Debian gives Kea its own folder.
        const string command =
            @"find / -xdev -type d \( ! -uid 0 -o -perm -0002 ! -perm -1000 \) ! -fstype proc ! -fstype sysfs ! -path /gateway ! -path /etc/kea ! -path '/var/*' ! -path '/tmp/*'";

        Assert.Equal("", (await Shared.Host.RunAsync(command, Cancellation)).Require().Text);
        Assert.Equal("", (await Shared.Host.RunInContainerAsync(command, Cancellation)).Require().Text);
    }

    [Fact]
    public async Task Host_and_container_show_the_same_names_for_the_cards()
    {
        var host = await Shared.Host.RunAsync("ip -br link show outside | cut -d' ' -f1; ip -4 -o address show dev outside", Cancellation);
        var container = await Shared.Host.RunInContainerAsync("ls /sys/class/net | sort | tr '\\n' ' '", Cancellation);

        Assert.Equal("outside", host.Require().Text);
        Assert.Equal("bcmnet br-inside inside lo outside", container.Require().Text.Trim());
    }

    [Fact]
    public async Task A_person_with_a_laptop_finds_the_status_on_the_boot_partition()
    {
        var files = await Shared.Host.RunAsync("cat /boot/status/STATUS.txt; ls /boot/status", Cancellation);

        Assert.Contains("192.168.4.1", files.Require().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("config-error.txt", files.Output, StringComparison.Ordinal);
    }
}
