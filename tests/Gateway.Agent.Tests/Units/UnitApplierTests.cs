using Gateway.Agent.Units;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Tests.Units;

public sealed class UnitApplierTests : IDisposable
{
    private readonly UnitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Phases_come_one_after_the_other_and_units_of_one_phase_together()
    {
        var failures = await StartAsync(
            new Change.StartUnit("kea.service"),
            new Change.StartUnit("firewall.service"),
            new Change.StartUnit("unbound.service"),
            new Change.StartUnit("systemd-networkd.service"));

        Assert.Empty(failures);
        Assert.Equal(
            [
                "systemctl start -- firewall.service",
                "systemctl start -- systemd-networkd.service",
                "systemctl start -- kea.service unbound.service",
            ],
            _fixture.Commands.Log);
    }

    [Fact]
    public async Task Networkd_is_reloaded_by_networkctl()
    {
        await StartAsync(new Change.ReloadUnit("systemd-networkd.service"), new Change.ReloadUnit("kea.service"));

        Assert.Equal(["networkctl reload", "systemctl reload -- kea.service"], _fixture.Commands.Log);
    }

    [Fact]
    public async Task A_unit_that_fails_does_not_keep_the_others_from_starting()
    {
        _fixture.Systemd.Break("kea.service");

        var failures = await StartAsync(new Change.StartUnit("kea.service"), new Change.StartUnit("unbound.service"));

        Assert.Equal([new UnitFailure("kea.service", "systemctl start: Job for kea.service failed.")], failures);
        Assert.Equal("kea.service failed\nunbound.service active", _fixture.Systemd.ToText());
    }

    [Fact]
    public async Task A_unit_that_systemd_gave_up_on_is_reset_and_started()
    {
        var refused = true;
        _fixture.Commands.Answer(command =>
        {
            if (command.ToText() != "systemctl start -- kea.service" || !refused)
                return null;
            refused = false;
            return new(1, "", """
                Job for kea.service failed because start of the service was attempted too often.
                To force a start use "systemctl reset-failed kea.service"
                followed by "systemctl start kea.service" again.
                """);
        });

        var failures = await StartAsync(new Change.StartUnit("kea.service"));

        Assert.Empty(failures);
        Assert.Equal(
            ["systemctl start -- kea.service", "systemctl reset-failed -- kea.service", "systemctl start -- kea.service"],
            _fixture.Commands.Log);
    }

    [Fact]
    public async Task Only_a_unit_that_took_its_files_is_remembered_with_them()
    {
        _fixture.Systemd.Break("kea.service");
        await StartAsync(new Change.StartUnit("kea.service"), new Change.StartUnit("firewall.service"));

        var loaded = _fixture.Loaded.Read();

        Assert.False(loaded.ContainsKey("kea.service"));
        Assert.Equal(ContentHash.Of("rules"), loaded["firewall.service"]["/etc/firewall.nft"]);
    }

    [Fact]
    public async Task A_stopped_unit_is_forgotten()
    {
        await StartAsync(new Change.StartUnit("firewall.service"));

        var failures = await _fixture.Applier.StopAsync(
            UnitFixture.Desired, new Plan([new Change.StopUnit("firewall.service")]), Test.Cancellation);

        Assert.Empty(failures);
        Assert.Equal("firewall.service inactive", _fixture.Systemd.ToText());
        Assert.Empty(_fixture.Loaded.Read());
    }

    private Task<System.Collections.Immutable.ImmutableArray<UnitFailure>> StartAsync(params Change[] changes) =>
        _fixture.Applier.StartAsync(UnitFixture.Desired, new Plan([.. changes]), Test.Cancellation);
}
