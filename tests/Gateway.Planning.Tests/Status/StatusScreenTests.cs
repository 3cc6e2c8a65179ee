using System.Text;
using Gateway.Planning.Configuration;
using Gateway.Planning.Status;

namespace Gateway.Planning.Tests.Status;

public sealed class StatusScreenTests
{
    private static readonly StatusDocument Healthy = new()
    {
        Release = "0.1.0",
        Slot = "a",
        Ready = true,
        Generation = 3,
        Roles =
        [
            new RoleStatus("outside", "bound", "52:54:00:12:34:56", ["5.1.0.17/24"], true) { Router = "5.1.0.1" },
            new RoleStatus("inside", "bound", "52:54:00:12:34:57", ["192.168.4.1/24", "fd12:3456:789a::1/64"], true),
        ],
        Services =
        [
            .. new[] { "firewall", "network", "kea", "unbound", "radvd", "chrony", "squid", "registry", "mirror" }
                .Select(static name => new ServiceStatus(name, "answering")),
        ],
        Login = "ssh root@192.168.4.2",
    };

    [Fact]
    public void Without_a_file_what_runs_is_named() => Assert.Contains(
        "Configuration: there is no gateway.toml; generation 4 keeps running",
        StatusScreen.Render(new StatusDocument { Release = "1", Generation = 4, Configuration = new ConfigurationStatus { State = "missing" } }),
        StringComparison.Ordinal);

    [Fact]
    public void A_healthy_box_shows_its_roles_and_that_every_service_answers() => IsShown(Healthy, "healthy");

    [Fact]
    public void What_is_wrong_is_shown_with_the_reason_and_what_to_do() => IsShown(
        Healthy with
        {
            Ready = false,
            Services =
            [
                new ServiceStatus("kea", "failed", "kea-dhcp4 has no DHCP socket on br-inside") { Restarts = 4 },
                new ServiceStatus("unbound", "starting", "DNS: 192.168.4.1 asked for gateway.home.arpa answered SERVFAIL"),
                new ServiceStatus("chrony", "answering") { Restarts = 1, LastEnd = "killed by KILL" },
                new ServiceStatus("squid", "off"),
            ],
            Health = new HealthStatus
            {
                FailedUnits = ["lxd.service"],
                FailedContainerUnits = ["kea-dhcp4-server.service"],
                RestartedUnits = [new UnitRestarts("gateway-agent-host.service", 1, "killed by KILL"), new UnitRestarts("lxd.service", 2, null)],
                RestartedContainerUnits = [new UnitRestarts("gateway-agent-stack.service", 1, "ended with 1")],
                ContainerStarts = 2,
                KernelTaint = 512,
            },
            Conditions =
            [
                new Condition(
                    "unit-failed", "error",
                    "kea-dhcp4-server.service could not be brought into its state: systemctl start: Job for kea-dhcp4-server.service failed; it is tried again, see `journalctl -u kea-dhcp4-server.service`"),
                new Condition("clock-behind", "warning", "the clock has no source yet"),
            ],
        },
        "failing");

    [Fact]
    public void A_role_without_a_card_brings_the_list_of_cards_with_what_to_copy() => IsShown(
        new StatusDocument
        {
            Release = "0.1.0",
            Slot = "a",
            Configuration = new ConfigurationStatus
            {
                State = "invalid",
                Errors = ["gateway.toml:2:1: unknown table [outsid]\n    2 | [outsid]\n      | ^^^^^^^^\n  hint: did you mean [outside]?\n"],
            },
            Roles =
            [
                new RoleStatus("outside", "missing", null, [], null),
                new RoleStatus("inside", "ambiguous", null, [], null),
            ],
            Cards =
            [
                new CardStatus("enp1s0", "52:54:00:12:34:56", "52:54:00:12:34:56", "pci-0000:01:00.0", "virtio_net", true, null, null),
                new CardStatus("enp2s0", "52:54:00:12:34:57", null, null, null, false, null, null),
            ],
        },
        "roles-missing");

    /// <summary>The widest line of a file, of the widest number, marked at its end.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("\u6f22")]
    public void A_line_of_the_file_and_its_mark_stand_below_each_other(string letter)
    {
        var file = Encoding.UTF8.GetBytes(new string('\n', 99998) + string.Concat(Enumerable.Repeat(letter, 300)) + "X" + new string('b', 300));
        var error = ConfigurationErrorText.Render("gateway.toml", file, [new ConfigurationError(99999, 301, 1, "wrong")]);

        var lines = StatusScreen.Render(new StatusDocument { Release = "1", Configuration = new ConfigurationStatus { State = "invalid", Errors = [error] } }).Split('\n');

        var line = Assert.Single(lines, static line => line.Contains('X', StringComparison.Ordinal));
        Assert.Equal(line.IndexOf('X', StringComparison.Ordinal), lines[Array.IndexOf(lines, line) + 1].IndexOf('^', StringComparison.Ordinal));
        Assert.All(lines, static each => Assert.True(each.Length <= StatusScreen.Width, each));
    }

    [Fact]
    public void Cards_of_one_mac_are_told_by_their_places()
    {
        const string mac = "52:54:00:12:34:56";
        var screen = StatusScreen.Render(new StatusDocument
        {
            Release = "1",
            Roles = [new RoleStatus("outside", "ambiguous", null, [], null)],
            Cards =
            [
                new CardStatus("a", mac, mac, "pci-0000:01:00.0", "x", true, null, null),
                new CardStatus("b", mac, mac, "pci-0000:02:00.0", "x", true, null, null),
            ],
        });

        Assert.DoesNotContain("mac:", screen, StringComparison.Ordinal);
        Assert.Contains("nic = \"path:pci-0000:02:00.0\"", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_daemon_says_cannot_steer_the_terminal()
    {
        var screen = StatusScreen.Render(Healthy with
        {
            Services = [new ServiceStatus("kea", "failed", "\u001b[2J\u0007 größer\r\nnext")],
            Conditions = [new Condition("x", "error", new string('w', 200) + "\u009b31m")],
            Configuration = new ConfigurationStatus { State = "invalid", Errors = [new string('e', 200) + "\u001b[0m"] },
        });

        Assert.DoesNotContain(screen, static c => c is not '\n' and (< ' ' or > '~'));
        Assert.All(screen.Split('\n'), static line => Assert.True(line.Length <= StatusScreen.Width, line));
    }

    [Fact]
    public void The_container_says_nothing_of_logging_in() =>
        Assert.DoesNotContain("log in", StatusScreen.Render(Healthy with { Slot = null, Login = null }), StringComparison.OrdinalIgnoreCase);

    private static void IsShown(StatusDocument status, string name)
    {
        var screen = StatusScreen.Render(status);

        ExpectedText.Matches($"Status/Expected/{name}.txt", screen);
        Assert.All(screen.Split('\n'), static line => Assert.True(line.Length <= StatusScreen.Width, line));
    }
}
