using System.Net;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Known machines, pools and options of DHCP on a running gateway; acceptance check 40.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class ReservationTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Kept = "192.168.4.20";
    private const int TftpServers = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_known_machine_gets_what_is_kept_for_it_and_others_get_the_rest()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var known = await Shared.Laboratory.Lab.ClientAsync("known", Cancellation);
        var other = await Shared.Laboratory.Lab.ClientAsync("other", Cancellation);
        CommandResult back;
        try
        {
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(hands.With(
                $"""
                [inside.dhcp]
                pools = ["192.168.4.150-192.168.4.151", "192.168.4.160-192.168.4.169"]

                [[inside.dhcp.option]]
                name = "ntp-servers"
                value = "192.168.4.9"

                [[inside.dhcp.option]]
                code = {TftpServers}
                type = "ipv4-address"
                value = "192.168.4.9, 192.168.4.10"
                always-send = true

                [[host-entry]]
                name = "known"
                mac = "{known.Mac}"
                ipv4 = "{Kept}"

                """))).Require().Text, StringComparison.Ordinal);

            var since = Shared.Laboratory.Inside.Now;
            var lease = await known.DhcpAsync(Cancellation);
            var answer = Shared.Laboratory.Inside.Captured(since).Dhcp(DhcpMessageType.Acknowledge).Last().Packet!.Dhcp!;
            Assert.Equal((Kept, "192.168.4.9"), (lease.Address, lease["ntpsrv"]));
            Assert.Equal([.. IPAddress.Parse("192.168.4.9").GetAddressBytes(), .. IPAddress.Parse("192.168.4.10").GetAddressBytes()], answer.Option(TftpServers).ToArray());
            Assert.InRange(LastNumber(await other.DhcpAsync(Cancellation)), 150, 169);
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
            await known.RemoveAsync(Cancellation);
            await other.RemoveAsync(Cancellation);
        }

        back.Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    [Fact]
    public async Task An_address_that_somebody_holds_is_given_to_its_machine_only_when_it_is_free()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var holder = await Shared.Laboratory.Lab.ClientAsync("holder", Cancellation);
        var owner = await Shared.Laboratory.Lab.ClientAsync("owner", Cancellation);
        CommandResult back;
        try
        {
            var held = (await holder.DhcpAsync(Cancellation)).Address;
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(hands.With(
                $"""
                [[host-entry]]
                name = "owner"
                mac = "{owner.Mac}"
                ipv4 = "{held}"

                """))).Require().Text, StringComparison.Ordinal);

            await hands.UntilAsync(static status => status.Conditions.Any(static condition => condition.Code == "dhcp-reservation-held"), "the conflict to be told of");
            var meanwhile = await owner.TryDhcpAsync(Patience, Cancellation, configure: false);
            Assert.NotEqual(held, meanwhile?.Address);
            var moved = await holder.TryDhcpAsync(Patience, Cancellation, configure: false);
            Assert.NotNull(moved);
            Assert.NotEqual(held, moved.Address);
            Assert.Equal(held, (await owner.DhcpAsync(Cancellation)).Address);
            await hands.UntilAsync(static status => status.Conditions.All(static condition => condition.Code != "dhcp-reservation-held"), "nothing to be told of any more");
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
            await holder.RemoveAsync(Cancellation);
            await owner.RemoveAsync(Cancellation);
        }

        back.Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static int LastNumber(DhcpLease lease) => IPAddress.Parse(lease.Address).GetAddressBytes()[3];
}
