namespace Gateway.Boot.Tests.Configuration;

/// <summary>A secret that gateway.toml refers to: kept on the device alone, and on no surface.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class SecretTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    /// <summary>Of "open sesame", by mkpasswd.</summary>
    private const string Hash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$6JlLzEdKMvGk83Zgd3owplAejssJr2SFlJFlOc7i54A";

    private const string Upstream = "dckr-pat-8d2Zq0Rk1b7";

    /// <summary>Where the hash would be, had it got out. The pattern comes from a file, so that the search does not find itself.</summary>
    private const string Search =
        """
        journalctl --sync
        for verb in status history diff plan 'secret list' nics; do gateway $verb; gateway $verb --json; done > /run/surfaces 2>&1
        journalctl --since=-5min --no-pager --output=verbose >> /run/surfaces
        lxc exec gateway -- journalctl --since=-5min --no-pager --output=verbose >> /run/surfaces
        ! grep -aqFf /run/pattern /run/surfaces || exit 11
        ! cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | grep -aqFf /run/pattern || exit 12
        ! grep -rqFf /run/pattern /boot /run/gateway /var/lib/gateway/channel /var/lib/gateway/generations || exit 13
        grep -qFf /run/pattern /var/lib/gateway/secrets/console || exit 14
        test "$(stat -c %a:%U /var/lib/gateway/secrets /var/lib/gateway/secrets/console | tr '\n' ' ')" = '700:root 600:root ' || exit 15
        rm /run/surfaces
        """;

    [Fact]
    public async Task A_secret_is_referred_to_kept_shown_nowhere_and_not_removed_while_it_is_needed()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var text = hands.FirstText.Replace("[system]\n", "[system]\nconsole-password-hash = \"secret:console\"\n", StringComparison.Ordinal)
            + "\n[registry.docker-hub]\nusername = \"somebody\"\npassword = \"secret:upstream\"\n";

        var refused = await hands.ApplyAsync(text);
        Assert.Equal(1, refused.Exit);
        Assert.Contains("gateway.toml:4:25: system.console-password-hash: there is no secret \"console\"", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("`gateway secret set console`", refused.Errors, StringComparison.Ordinal);

        await hands.PutAsync("/run/upstream", Upstream);
        (await hands.RunAsync("gateway secret set upstream < /run/upstream")).Require();
        await hands.PutAsync("/run/pattern", Hash);
        (await hands.RunAsync("gateway secret set console < /run/pattern")).Require();
        var applied = await hands.ApplyAsync(text);
        Assert.EndsWith("runs, every service answers", applied.Require().Text, StringComparison.Ordinal);
        await hands.UntilServedAfterAsync(before);
        (await hands.RunAsync(Search)).Require();
        // The container must have the password of an upstream, and nobody else in it but the mirror.
        (await hands.RunAsync("mv /run/upstream /run/pattern; " + Search.Replace(" /var/lib/gateway/channel ", " ", StringComparison.Ordinal).Replace("/console", "/upstream", StringComparison.Ordinal))).Require();
        Assert.Equal("/etc/gateway/mirror/docker-hub.yml 640 docker-registry\n/etc/gateway/served/stack.json 600 root", (await hands.Host.RunInContainerAsync(
            $"grep -rlF {Upstream} /etc /run /var/log 2>/dev/null | sort | xargs stat -c '%n %a %G'", Cancellation)).Require().Text);
        Assert.DoesNotContain(Upstream, (await hands.RunAsync("gateway support /run/support.tar.gz > /dev/null && tar xzOf /run/support.tar.gz; rm -f /run/support.tar.gz")).Require().Output, StringComparison.Ordinal);
        Assert.Contains("+console-password-hash = \"secret:console\"", (await hands.RunAsync($"gateway diff {before}")).Require().Output, StringComparison.Ordinal);

        var kept = await hands.RunAsync("gateway secret remove console");
        Assert.Equal(1, kept.Exit);
        Assert.Contains("\"console\" is needed by generation ", kept.Errors, StringComparison.Ordinal);

        (await hands.RunAsync($"gateway rollback {before}")).Require();
        (await hands.RunAsync("gateway secret remove upstream && gateway secret remove console && ! ls /var/lib/gateway/secrets/console && rm /run/pattern")).Require();
    }
}
