using Gateway.Planning.Generations;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Generations;

public sealed class HealthJudgeTests
{
    private static readonly RoleBindings Both = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, HostSamples.Second]);
    private static readonly RoleBindings WithoutOutside = RoleBinder.Bind(HostSamples.Config, [HostSamples.Second]);
    private static readonly RoleBindings WithoutInside = RoleBinder.Bind(HostSamples.Config, [HostSamples.First]);

    private static readonly HealthEvidence Serving = new()
    {
        Generation = 2,
        Bindings = Both,
        Fallback = Both,
        Settled = true,
        Report = new StackReport { Generation = 2, Ready = true },
    };

    [Fact]
    public void Everything_that_answers_is_healthy() => Assert.True(HealthJudge.Judge(Serving).IsGood);

    [Fact]
    public void A_report_of_an_earlier_generation_says_nothing()
    {
        var earlier = Serving with { Report = new StackReport { Generation = 1, Ready = true, Conditions = [new Condition(HostConditions.UnitFailed, "error", "old")] } };

        Assert.Null(HealthJudge.Judge(earlier with { IsLive = true }).IsGood);
        Assert.Equal("the container did not take it over", HealthJudge.Judge(earlier with { IsOverdue = true }).Reason);
    }

    [Fact]
    public void What_does_not_answer_has_time_and_then_is_bad()
    {
        var silent = Serving with
        {
            Report = new StackReport { Generation = 2, Services = [new ServiceStatus("kea", "failed", "no socket"), new ServiceStatus("squid", "answering")] },
        };

        Assert.Null(HealthJudge.Judge(silent).IsGood);
        Assert.Equal("not everything answered: kea (no socket)", HealthJudge.Judge(silent with { IsOverdue = true }).Reason);
    }

    [Fact]
    public void A_failed_unit_after_a_live_switch_is_bad_at_once_and_at_a_boot_it_has_time()
    {
        var failed = Serving with
        {
            Report = new StackReport { Generation = 2, Conditions = [new Condition(HostConditions.UnitFailed, "error", "squid.service failed")] },
        };

        Assert.Equal("squid.service failed", HealthJudge.Judge(failed with { IsLive = true }).Reason);
        Assert.Null(HealthJudge.Judge(failed).IsGood);
        Assert.Equal("squid.service failed", HealthJudge.Judge(failed with { IsOverdue = true }).Reason);
    }

    [Fact]
    public void A_turn_that_fails_after_a_live_switch_is_bad_at_once_and_at_a_boot_it_has_time()
    {
        var failed = Serving with { Settled = false, Failure = "writing a file failed" };

        Assert.Equal("writing a file failed", HealthJudge.Judge(failed with { IsLive = true }).Reason);
        Assert.Null(HealthJudge.Judge(failed).IsGood);
    }

    [Fact]
    public void A_container_that_fails_to_take_it_over_is_bad_at_once_after_a_live_switch()
    {
        var failed = Serving with
        {
            IsLive = true,
            Report = new StackReport { Generation = 1, FailedGeneration = 2, Conditions = [new Condition(HostConditions.TurnFailed, "error", "no space left")] },
        };

        Assert.Equal("no space left", HealthJudge.Judge(failed).Reason);
    }

    [Fact]
    public void What_had_failed_before_the_switch_is_not_the_generations_fault()
    {
        var ailing = Serving with
        {
            IsLive = true,
            Known = KnownFailures.Of([], Squid(1, "failed")),
            Report = Squid(2, "failed"),
        };

        Assert.True(HealthJudge.Judge(ailing).IsGood);
        Assert.Equal("squid.service failed", HealthJudge.Judge(ailing with { Known = new KnownFailures() }).Reason);
        Assert.Equal("squid.service failed", HealthJudge.Judge(ailing with { Known = KnownFailures.Of([], Squid(1, "answering") with { FailedUnits = [] }) }).Reason);
        Assert.Null(HealthJudge.Judge(ailing with { Report = ailing.Report! with { Services = [.. ailing.Report.Services, new ServiceStatus("kea", "starting")] } }).IsGood);
    }

    [Fact]
    public void A_failure_on_the_host_is_excused_by_one_of_the_host_alone()
    {
        var failed = Serving with
        {
            Settled = false,
            IsLive = true,
            Known = new KnownFailures { Units = ["chrony.service"] },
            HostConditions = [new Condition(HostConditions.UnitFailed, "error", "chrony.service failed")],
        };

        Assert.Equal("chrony.service failed", HealthJudge.Judge(failed).Reason);
        Assert.Null(HealthJudge.Judge(failed with { Known = new KnownFailures { HostUnits = ["chrony.service"] } }).IsGood);
    }

    [Fact]
    public void A_service_that_had_not_answered_yet_excuses_nothing() => Assert.NotEqual(
        true,
        HealthJudge.Judge(Serving with { IsLive = true, Known = KnownFailures.Of([], Squid(1, "starting") with { FailedUnits = [] }), Report = Squid(2, "starting") with { Conditions = [] } }).IsGood);

    private static StackReport Squid(int generation, string state) => new()
    {
        Generation = generation,
        Services = [new ServiceStatus("squid", state)],
        FailedUnits = ["squid.service"],
        Conditions = [new Condition(HostConditions.UnitFailed, "error", "squid.service failed")],
    };

    [Fact]
    public void A_card_that_the_generation_loses_is_bad_when_its_time_is_over()
    {
        var lost = Serving with { Bindings = WithoutOutside };

        Assert.Null(HealthJudge.Judge(lost).IsGood);
        Assert.Equal("the outside card is missing", HealthJudge.Judge(lost with { IsOverdue = true }).Reason);
    }

    [Fact]
    public void An_outside_card_that_nobody_would_find_is_not_the_generations_fault()
    {
        Assert.True(HealthJudge.Judge(Serving with { Bindings = WithoutOutside, Fallback = WithoutOutside }).IsGood);
        Assert.True(HealthJudge.Judge(Serving with { Bindings = WithoutOutside, Fallback = null }).IsGood);
    }

    [Fact]
    public void Without_the_inside_card_for_either_nothing_is_decided() => Assert.Null(HealthJudge.Judge(
        Serving with { Bindings = WithoutInside, Fallback = WithoutInside, Settled = false, Report = null, IsOverdue = true }).IsGood);
}
