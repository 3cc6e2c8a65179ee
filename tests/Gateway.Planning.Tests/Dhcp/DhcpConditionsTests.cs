using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Status;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Dhcp;

public sealed class DhcpConditionsTests
{
    private const long Now = 1_000_000;

    private static readonly DhcpSegment Segment = new("inside.dhcp", "192.168.4.1", "br-inside")
    {
        Pools = [new AddressRange("192.168.4.50", "192.168.4.52"), new AddressRange("192.168.4.60", "192.168.4.60")],
        Reservations = [new KeaReservation("hw-address", "02:00:00:00:00:99", "192.168.4.52", "printer"), new KeaReservation("hw-address", "02:00:00:00:00:98", "192.168.4.9", "nas")],
    };

    [Fact]
    public void A_pool_is_full_when_nothing_is_left_for_the_next_client()
    {
        Lease[] leases = [Held(50), Declined(51)];

        Assert.Equal(new PoolUse("inside.dhcp", Size: 4, Leased: 1, Kept: 1, Declined: 1), PoolUse.Of(Segment, leases, Now));
        Assert.DoesNotContain(Of(leases), static condition => condition.Code == "dhcp-pool-full");
        Assert.StartsWith(
            "all 4 addresses of the pools in [inside.dhcp] are taken: 2 leased, 1 kept for known machines, 1 declined.",
            Of([.. leases, Held(60)]).Single(static condition => condition.Code == "dhcp-pool-full").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_ended_or_lies_outside_the_pools_takes_nothing() =>
        Assert.Equal(3, PoolUse.Of(Segment, [Held(50) with { Ends = Now }, Declined(51) with { Ends = Now - 1 }, Held(99)], Now).Free);

    [Fact]
    public void A_declined_address_is_told_of_until_it_is_given_out_again()
    {
        Assert.StartsWith(
            "clients found somebody else at addresses that were given to them, which nobody gets now: 192.168.4.51 until 1970-01-12 14:46 UTC.",
            Assert.Single(Of([Declined(51)])).Text, StringComparison.Ordinal);
        Assert.Empty(Of([Declined(51) with { Ends = Now }]));
    }

    [Fact]
    public void An_address_that_is_kept_for_one_and_held_by_another_is_told_of()
    {
        Assert.Contains("192.168.4.52 for printer, leased to 02:00:00:00:00:34 until", Assert.Single(Of([Held(52)])).Text);
        Assert.Empty(Of([Held(52) with { Mac = "02:00:00:00:00:99" }]));
    }

    [Fact]
    public void Of_many_the_first_are_shown_and_the_rest_is_counted() =>
        Assert.Contains("; 6 more. Find", Assert.Single(Of([.. Enumerable.Range(100, 10).Select(Declined)])).Text);

    [Fact]
    public void A_segment_follows_from_the_document()
    {
        var segment = Assert.Single(DhcpSegment.Of(StackSamples.Default));

        Assert.Equal(("inside.dhcp", "192.168.4.1", "br-inside"), (segment.Table, segment.Server, segment.Interface));
        Assert.True(segment.IsInPool("192.168.4.199"));
        Assert.False(segment.IsInPool("192.168.4.200"));
        Assert.Equal(segment, Assert.Single(DhcpSegment.Of(StackSamples.Default)));
        Assert.Empty(DhcpSegment.Of(StackSamples.EverythingOff));
        Assert.Empty(DhcpSegment.Of(StackSamples.NotServed));
    }

    [Fact]
    public void A_foreign_server_is_told_of_with_its_address_and_mac()
    {
        var text = Assert.Single(ForeignServer.Conditions([new("inside.dhcp", "192.168.0.1", "02:00:00:00:ab:01"), new("inside.dhcp", "10.0.0.1", null)])).Text;

        Assert.Contains("10.0.0.1 (whose MAC is not known) in the segment of [inside.dhcp]; 192.168.0.1 (02:00:00:00:ab:01) in the segment of [inside.dhcp].", text);
        Assert.Empty(ForeignServer.Conditions([]));
    }

    private static ImmutableArray<Condition> Of(Lease[] leases) => DhcpConditions.Of([Segment], [PoolUse.Of(Segment, leases, Now)], leases, Now);

    private static Lease Held(int last) => new($"192.168.4.{last}", $"02:00:00:00:00:{last:x2}", "", "", 3600, Now + 3600);

    private static Lease Declined(int last) => new($"192.168.4.{last}", "", "", "", 3600, Now + 3600) { IsHeld = false, IsDeclined = true };
}
