namespace Gateway.Boot.Tests;

/// <summary>What the gateway must refuse, and how it says so.</summary>
[Collection(BootOrder.Refused)]
public sealed class RefusedTests(LabFixture fixture) : BootTest(fixture)
{
    [Fact]
    public async Task A_wrong_file_stops_before_anything_is_touched_and_names_its_line()
    {
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var text = laboratory.Toml.ToText().Replace("[inside]", "[inside]\nipv5 = \"192.168.4.1/24\"", StringComparison.Ordinal);
        var line = text.Split('\n').TakeWhile(static line => !line.StartsWith("ipv5", StringComparison.Ordinal)).Count() + 1;
        var device = await laboratory.NewDeviceAsync("wrong", "8G", text, Cancellation);
        var since = laboratory.Inside.Now;

        await using var machine = await laboratory.BootAsync(device, Cancellation);
        var status = await machine.WaitForStatusAsync(
            static status => status.Configuration.State == "invalid", "the file to be refused", LabFixture.BootLimit, Cancellation);
        await machine.Serial.WaitForAsync(
            static line => line.Contains("ipv5", StringComparison.Ordinal) && !line.Contains("GATEWAY-STATUS", StringComparison.Ordinal) ? line : null,
            "the error on the screen", TimeSpan.FromSeconds(30), Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan8", Cancellation);

        var error = Assert.Single(status.Configuration.Errors);
        Assert.Contains("ipv5", error, StringComparison.Ordinal);
        Assert.Contains($"{line}", error, StringComparison.Ordinal);
        Assert.Contains("ipv4", error, StringComparison.Ordinal);
        Assert.Null(await client.TryDhcpAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.DoesNotContain(laboratory.Inside.Captured(since), static frame => frame.Port == "gateway");
        var onStick = await device.Disk.ReadBootFileAsync("status/config-error.txt", Cancellation);
        Assert.Contains("ipv5", onStick, StringComparison.Ordinal);
        Assert.Contains($"{line}", onStick, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_refused_with_a_message()
    {
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync("small", "6G", laboratory.Toml.ToText(), Cancellation);

        await using var machine = await laboratory.BootAsync(device, Cancellation);

        await machine.Serial.WaitForAsync(
            static line => line.Contains("this disk has 6144 MiB", StringComparison.Ordinal) && line.Contains("8 G", StringComparison.Ordinal) ? line : null,
            "the refusal of the disk", TimeSpan.FromMinutes(2), Cancellation);
    }
}
