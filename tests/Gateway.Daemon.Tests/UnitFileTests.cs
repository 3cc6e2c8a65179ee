using Gateway.Planning.Stack;
using Gateway.Planning.Tests;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>The container's units, with the drop-ins of overlays/stack, as systemd itself reads them.</summary>
public sealed class UnitFileTests(StackRoot root) : IClassFixture<StackRoot>
{
    public static TheoryData<string> Units()
    {
        var managed = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Units.Select(static unit => unit.Name);
        var shipped = Directory.GetFiles(ProjectRoot.PathOf("overlays", "stack", "usr", "lib", "systemd", "system"), "gateway-*.*")
            .Select(static file => Path.GetFileName(file).Replace("@.", "@instance."));
        return [.. managed.Concat(shipped).Distinct().Order()];
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Systemd_finds_nothing_wrong_with_a_unit(string unit)
    {
        StackRoot.Require();
        root.Place("/usr/lib/gateway/gateway-agent", "#!/bin/sh\n");
        root.Execute("chmod", "0755", "/usr/lib/gateway/gateway-agent");

        var result = root.Execute("systemd-analyze", "verify", "--man=no", "--generators=no", "--recursive-errors=no", unit);

        Assert.True(result is { ExitCode: 0, Output: "" }, result.Output);
    }

    [Fact]
    public void Nothing_is_enabled_by_a_package_but_networkds_name_on_the_bus()
    {
        StackRoot.Require();

        var links = root.Execute("find", "/etc/systemd/system", "-type", "l", "-not", "-lname", "/dev/null");

        Assert.Equal("/etc/systemd/system/dbus-org.freedesktop.network1.service\n", links.Output);
    }

    [Fact]
    public void Only_the_firewall_the_links_what_was_served_last_and_the_agent_start_at_boot()
    {
        StackRoot.Require();

        var wanted = root.Execute("sh", "-c", "cd /usr/lib/systemd/system && ls -d *.wants/gateway-* *.wants/systemd-networkd.*");

        Assert.Equal(
            """
            basic.target.wants/gateway-agent-stack.service
            multi-user.target.wants/systemd-networkd.service
            sockets.target.wants/systemd-networkd.socket
            sysinit.target.wants/gateway-firewall.service
            sysinit.target.wants/gateway-serve.service
            sysinit.target.wants/gateway-sys-readonly.service

            """,
            wanted.Output);
    }

    /// <summary>A unit with it keeps the link of its first start, by which the agent sees that a unit was started again.</summary>
    [Fact]
    public void No_unit_is_restarted_directly()
    {
        StackRoot.Require();

        Assert.Equal("", root.Execute("grep", "-rl", "RestartMode=direct", "/usr/lib/systemd/system", "/etc/systemd/system").Output);
    }

    /// <summary>Every user and group that the agent's files and the unit files name is made by a package of the list.</summary>
    [Fact]
    public void The_images_tmpfiles_are_made()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files to the daemons' users; run the test as root");

        var result = root.Execute("systemd-tmpfiles", "--create", "/usr/lib/tmpfiles.d/gateway.conf");

        Assert.True(result is { ExitCode: 0, Output: "" }, result.Output);
        Assert.Equal("unbound:unbound\n", root.Execute("stat", "-c", "%U:%G", "/var/lib/unbound/root.key").Output);
    }

    [Theory]
    [InlineData("/usr/lib/gateway/deny-all.nft")]
    [InlineData("/etc/gateway/firewall.nft")]
    public void The_images_own_rules_load(string path)
    {
        StackRoot.Require();

        var result = root.Execute("nft", "-f", path);

        Assert.True(result is { ExitCode: 0, Output: "" }, result.Output);
    }

    [Fact]
    public void Every_time_zone_of_the_samples_is_installed()
    {
        StackRoot.Require();

        Assert.All(
            StackSamples.All.Values.Select(static document => document.System.TimeZone).Distinct(),
            zone => Assert.Equal(0, root.Execute("test", "-f", $"/usr/share/zoneinfo/{zone}").ExitCode));
    }
}
