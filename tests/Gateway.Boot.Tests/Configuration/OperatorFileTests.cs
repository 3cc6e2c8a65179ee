using System.Text;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance checks 8 and 55 on a running gateway: files as editors write them, wrong files, and what every surface says.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class OperatorFileTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Wrong = """
        schema = 1
        [outside]
        nic = "mac:52:54:00:1a:b1:01"
        modee = "dhcp"
        mtu = "large"
        [inside]
        nic = "mac:52:54:00:1a:b1:01"
        ipv4 = "192.168.4.1/24"
        [inside.dhcp]
        pool = "192.168.5.50-192.168.5.99"
        [[host-entry]]
        name = "nas"
        ipv4 = "192.168.4.20"
        [[host-entry]]
        name = "tv"
        ipv4 = "192.168.4.20"
        [[firewall.forward]]
        port = 80
        to = "printer"
        """;

    [Fact]
    public async Task A_file_from_windows_is_taken_at_once_and_a_wrong_one_leaves_what_runs_and_names_every_error()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;

        // CRLF, a byte order mark, tabs, no last line end.
        var windows = "\uFEFF" + hands.FirstText.TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal).Replace("mode = ", "\tmode\t= ", StringComparison.Ordinal);
        await hands.WriteBootFileAsync(windows);
        var taken = await hands.UntilServedAfterAsync(before);
        Assert.Equal("ok", taken.Configuration.State);

        await hands.WriteBootFileAsync(Wrong);
        var refused = await hands.UntilAsync(static status => status.Configuration.State == "invalid", "the wrong file to be refused");
        Assert.Equal((taken.Generation, true), (refused.Generation, refused.Ready));
        Assert.Contains(refused.Conditions, condition => condition.Code == "configuration-invalid"
            && condition.Text.Contains($"generation {taken.Generation} keeps running", StringComparison.Ordinal));
        await AssertNamesEveryErrorAsync(hands, refused.Configuration.Errors);
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(60), Cancellation));

        await hands.WriteBootFileAsync([0xff, 0xfe, .. Encoding.Unicode.GetBytes(hands.FirstText)]);
        await hands.UntilAsync(
            static status => status.Configuration.Errors.Any(static error => error.Contains("UTF-16", StringComparison.Ordinal)), "UTF-16 to be refused in words");

        await hands.WriteBootFileAsync(hands.FirstText);
        var right = await hands.UntilServedAfterAsync(taken.Generation);
        (await hands.RunAsync("for try in $(seq 60); do test -e /boot/status/config-error.txt || exit 0; sleep 0.5; done; exit 1")).Require();
        await AssertEditedAndRenamedAsync(hands, right.Generation);
        Assert.Equal("", (await hands.RunAsync("gateway diff | grep -v 'are the same' || true")).Require().Text);
    }

    /// <summary>An edit by the gateway's own hand, and the names that other computers give a file on FAT.</summary>
    private static async Task AssertEditedAndRenamedAsync(Operator hands, int before)
    {
        await hands.PutAsync("/run/edit.sh", "echo '# edited' >> \"$1\"\n");
        (await hands.RunAsync("EDITOR='sh /run/edit.sh' gateway edit < /dev/null")).Require();
        var edited = await hands.UntilServedAfterAsync(before);
        Assert.Equal(hands.FirstText + "# edited\n", (await hands.RunAsync("cat /boot/gateway.toml")).Require().Output);

        await hands.PutAsync("/run/boot.toml", hands.FirstText);
        (await hands.RunAsync(
            """
            for try in 1 2 3 4 5; do
                mount -o remount,rw /boot && cp /run/boot.toml /boot/Gateway.TOML.txt && echo rubbish > /boot/._gateway.toml && rm -f /boot/gateway.toml && sync -f /boot
                mount -o remount,ro /boot
                cmp /run/boot.toml /boot/Gateway.TOML.txt && ! test -e /boot/gateway.toml && exit 0
                sleep 1
            done
            exit 1
            """)).Require();
        var renamed = await hands.UntilServedAfterAsync(edited.Generation);
        Assert.Equal("ok", renamed.Configuration.State);

        await hands.WriteBootFileAsync(hands.FirstText);
        (await hands.RunAsync("for try in 1 2 3 4 5; do mount -o remount,rw /boot; rm -f /boot/Gateway.TOML.txt /boot/._gateway.toml; sync -f /boot; mount -o remount,ro /boot; test -e /boot/Gateway.TOML.txt || exit 0; sleep 1; done; exit 1")).Require();
    }

    private static async Task AssertNamesEveryErrorAsync(Operator hands, IEnumerable<string> errors)
    {
        var all = string.Join('\n', errors);
        await hands.PutAsync("/run/wrong.toml", Wrong);
        var check = await hands.RunAsync("gateway check /run/wrong.toml");
        Assert.Equal(1, check.Exit);
        Assert.All(
            ["4:1", "\"mode\"", "5:", "outside.nic (line 3)", "10:", "16:", "(line 13)", "19:", "the name printer"],
            part =>
            {
                Assert.Contains(part, all, StringComparison.Ordinal);
                Assert.Contains(part, check.Output, StringComparison.Ordinal);
            });
    }
}
