using System.Collections.Immutable;
using Gateway.Planning.Names;

namespace Gateway.Planning.Tests.Names;

public sealed class ZoneUpdateTests
{
    private const string Zone = "home.arpa";
    private static readonly NameScope Scope = new(Zone, "4.168.192.in-addr.arpa");

    [Fact]
    public void A_new_name_comes_with_its_owner_and_its_way_back()
    {
        var lease = new Lease("192.168.4.50", "02:00:00:00:00:32", "", "nas", 60, 60);

        var update = ZoneUpdate.Between([], [.. ZoneRecord.Of(new NamedLease(lease, "nas", NameRefusal.None), Scope)]);

        Assert.Equal(
            $"""
            server 127.0.0.2 53
            zone 4.168.192.in-addr.arpa.
            add 50.4.168.192.in-addr.arpa. 60 PTR nas.home.arpa.
            send
            zone home.arpa.
            add nas.home.arpa. 60 A 192.168.4.50
            add nas.home.arpa. 60 DHCID {Dhcid.Of(lease, "nas.home.arpa")}
            send

            """,
            update);
    }

    [Fact]
    public void Only_what_differs_is_changed() => Assert.Equal(
        """
        server 127.0.0.2 53
        zone home.arpa.
        del nas.home.arpa. A 192.168.4.50
        add nas.home.arpa. 60 A 192.168.4.51
        send

        """,
        ZoneUpdate.Between([A("nas", 50), A("tv", 60)], [A("nas", 51), A("tv", 60)]));

    [Fact]
    public void Zones_that_agree_need_nothing() => Assert.Equal("", ZoneUpdate.Between([A("nas", 50)], [A("nas", 50)]));

    [Fact]
    public void Many_changes_go_in_several_messages()
    {
        var update = ZoneUpdate.Between([], [.. Enumerable.Range(0, 1000).Select(static number => A($"h{number}", number % 256))]);

        Assert.Equal(3, update.Split('\n').Count(static line => line == "send"));
        Assert.Equal(1000, update.Split('\n').Count(static line => line.StartsWith("add ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_transfer_is_read_without_soa_and_ns()
    {
        var records = ZoneRecord.Parse(Zone, """
            ;; a comment
            home.arpa.          	3600	IN	SOA	gateway.home.arpa. nobody.invalid. 2 3600 1200 604800 300
            home.arpa.          	3600	IN	NS	gateway.home.arpa.
            NAS.home.arpa.   	60	IN	A	192.168.4.50
            nas.home.arpa.   	60	IN	DHCID	AAIBY2/AuCccgoJbsaxcQc9TUapptP69 lOjxfNuVAA2kjEA=
            home.arpa.          	3600	IN	SOA	gateway.home.arpa. nobody.invalid. 2 3600 1200 604800 300
            """);

        ImmutableHashSet<ZoneRecord> expected =
            [A("nas", 50), new ZoneRecord(Zone, "nas.home.arpa", "DHCID", "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=")];
        Assert.True(records.SetEquals(expected), string.Join('\n', records));
    }

    private static ZoneRecord A(string label, int last) => new(Zone, $"{label}.home.arpa", "A", $"192.168.4.{last}");
}
