using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Planning.Tests.Plans;

public sealed class PartialPlanTests
{
    private static readonly DesiredState Desired = new()
    {
        Files =
        [
            new ManagedFile("/etc/rules.nft", "rules"), new ManagedFile("/etc/squid.conf", "squid"), new ManagedFile("/etc/squid.list", "list"),
            new ManagedFile("/etc/kea.conf", "kea"),
        ],
        Units =
        [
            new ManagedUnit("rules.service", UnitGoal.Running) { Phase = UnitPhase.Firewall, ReloadOn = ["/etc/rules.nft"] },
            new ManagedUnit("squid.service", UnitGoal.Running) { RestartOn = ["/etc/squid.conf"], ReloadOn = ["/etc/squid.list"] },
            new ManagedUnit("kea.service", UnitGoal.Running) { ReloadOn = ["/etc/kea.conf"] },
            new ManagedUnit("tor.service", UnitGoal.Stopped),
        ],
    };

    private static readonly Plan Boot = Differ.Compare(Desired, Observed("inactive", "active"), ["/etc/old"]);

    [Fact]
    public void A_refused_file_holds_back_its_unit_and_that_units_other_files() => Assert.Equal(
        """
        create /etc/rules.nft
        create /etc/kea.conf
        remove /etc/old
        stop tor.service
        start rules.service
        start kea.service
        """,
        PartialPlan.Without(Desired, Boot, [new FileRefusal("/etc/squid.conf", "no")])!.ToText());

    [Fact]
    public void Nothing_is_done_where_the_rules_cannot_be_loaded() =>
        Assert.Null(PartialPlan.Without(Desired, Boot, [new FileRefusal("/etc/rules.nft", "no")]));

    [Fact]
    public void Rules_that_are_loaded_stay_when_new_ones_are_refused()
    {
        var running = Differ.Compare(Desired, Observed("active", "inactive"), []);

        Assert.DoesNotContain("rules", PartialPlan.Without(Desired, running, [new FileRefusal("/etc/rules.nft", "no")])!.ToText(), StringComparison.Ordinal);
    }

    private static ObservedState Observed(string rules, string tor) => new()
    {
        Files = ImmutableDictionary<string, ObservedFile>.Empty.Add("/etc/old", new ObservedFile("", default, "root", "root")),
        Units = ImmutableDictionary<string, ObservedUnit>.Empty
            .Add("rules.service", new ObservedUnit(rules, "", 0))
            .Add("tor.service", new ObservedUnit(tor, "", 0)),
    };
}
