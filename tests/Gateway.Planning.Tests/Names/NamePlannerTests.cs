using Gateway.Planning.Configuration;
using Gateway.Planning.Names;

namespace Gateway.Planning.Tests.Names;

public sealed class NamePlannerTests
{
    private static readonly NameScope Scope = new("home.arpa", "4.168.192.in-addr.arpa");

    [Fact]
    public void Each_client_has_the_name_that_it_asks_for() => Assert.Equal(
        ["192.168.4.50 nas", "192.168.4.51 -", "192.168.4.100 tv"],
        Plan([Lease(51, "", began: 1), Lease(100, "tv", began: 3), Lease(50, "NAS.corp.example.", began: 2)]));

    [Fact]
    public void Who_came_first_has_the_name() => Assert.Equal(
        ["192.168.4.50 dhcp-192-168-4-50 Taken", "192.168.4.51 nas"],
        Plan([Lease(50, "nas", began: 2), Lease(51, "nas", began: 1)]));

    [Fact]
    public void Who_has_the_name_in_the_zone_keeps_it_though_its_lease_was_renewed_last()
    {
        var owner = Lease(50, "nas", began: 2);

        Assert.Equal(
            ["192.168.4.50 nas", "192.168.4.51 dhcp-192-168-4-51 Taken"],
            Plan([owner, Lease(51, "nas", began: 1)], ("nas.home.arpa", Dhcid.Of(owner, "nas.home.arpa"))));
    }

    [Fact]
    public void A_name_whose_owner_has_left_goes_to_who_asks_for_it() => Assert.Equal(
        ["192.168.4.51 nas"],
        Plan([Lease(51, "nas", began: 1)], ("nas.home.arpa", Dhcid.Of(Lease(50, "nas", began: 2), "nas.home.arpa"))));

    [Fact]
    public void A_known_machines_name_is_nobody_elses()
    {
        var scope = Scope with { Known = [new HostEntryConfig { Name = "laptop", Mac = "52:54:00:00:00:51" }, new HostEntryConfig { Name = "nas", Ipv4 = "192.168.4.9" }] };
        var stranger = Lease(50, "laptop", began: 1) with { Mac = "52:54:00:00:00:50" };

        Assert.Equal(
            [(null, NameRefusal.Reserved), ("laptop", NameRefusal.None), (null, NameRefusal.Reserved)],
            NamePlanner.Plan([stranger, Lease(51, "laptop", began: 2) with { Mac = "52:54:00:00:00:51" }, Lease(52, "nas", began: 1)], new Dictionary<string, string>(), scope)
                .Select(static named => (named.Label is { } label && !label.StartsWith("dhcp-", StringComparison.Ordinal) ? label : null, named.Refusal)));
        Assert.Equal(scope, Scope with { Known = [.. scope.Known] });
        Assert.NotEqual(scope, Scope);
    }

    [Fact]
    public void Leases_of_a_former_subnet_have_no_place() => Assert.Equal(
        [true, false, false],
        new[] { "192.168.4.57", "192.168.40.57", "10.0.0.57" }.Select(Scope.Covers));

    [Fact]
    public void A_client_with_two_leases_has_its_name_at_the_newer_one()
    {
        var old = Lease(50, "nas", began: 1);

        Assert.Equal(
            ["192.168.4.50 dhcp-192-168-4-50 Taken", "192.168.4.60 nas"],
            Plan([old, old with { Address = "192.168.4.60", Ends = old.Ends + 5 }]));
    }

    [Fact]
    public void A_refused_name_leaves_a_safe_one() => Assert.Equal(
        ["192.168.4.50 dhcp-192-168-4-50 Reserved", "192.168.4.51 dhcp-192-168-4-51 Invalid"],
        Plan([Lease(50, "wpad", began: 1), Lease(51, "!", began: 1)]));

    [Fact]
    public void What_is_planned_again_with_its_own_zone_does_not_change()
    {
        Lease[] leases = [Lease(50, "nas", began: 2), Lease(51, "nas", began: 1), Lease(52, "tv", began: 3)];
        var first = NamePlanner.Plan(leases, new Dictionary<string, string>(), Scope);
        var owners = first.SelectMany(static named => ZoneRecord.Of(named, Scope)).Where(static record => record.Type == ZoneRecord.DhcidType)
            .ToDictionary(static record => record.Owner, static record => record.Data);

        Assert.Equal(first.AsEnumerable(), NamePlanner.Plan(leases.Reverse(), owners, Scope));
    }

    private static IEnumerable<string> Plan(IEnumerable<Lease> leases, params (string Name, string Dhcid)[] owners) =>
        NamePlanner.Plan(leases, owners.ToDictionary(static owner => owner.Name, static owner => owner.Dhcid), Scope)
            .Select(static named => $"{named.Lease.Address} {named.Label ?? "-"}" + (named.Refusal == NameRefusal.None ? "" : $" {named.Refusal}"));

    private static Lease Lease(int last, string hostName, long began) =>
        new($"192.168.4.{last}", $"02:00:00:00:00:{last:x2}", "", hostName, 3600, began + 3600);
}
