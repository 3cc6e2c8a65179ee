using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Cards;

/// <summary>M16 while the gateway serves: somebody joins the networks of both cards, and takes them apart again.</summary>
internal static class JoinedNetworks
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <param name="laboratory">Where the gateway stands.</param>
    /// <param name="machine">It is ready, and is so again at the end.</param>
    /// <param name="client">A computer inside.</param>
    /// <param name="cancellation">Ends the waits.</param>
    public static async Task AssertRefusedAsync(GatewayLab laboratory, GatewayMachine machine, LabClient client, CancellationToken cancellation)
    {
        var since = laboratory.Outside.Now;

        // A link comes up. It is the outside one: the emulated e1000e does not tell its driver of a cable.
        using (new PatchCable(laboratory.Inside, laboratory.Outside, GatewayLab.GatewayPort))
        {
            await machine.PullCableAsync("outside", cancellation);
            await machine.WaitUntilAsync(static status => RoleOf(status, "outside").Carrier == false, "the outside cable to be missed", Limit, cancellation);
            await machine.PlugCableAsync("outside", cancellation);
            AssertReason(await machine.WaitUntilAsync(IsRefused, "both roles to be refused again", Limit, cancellation));
            await machine.WaitUntilAsync(
                static status => IsRefused(status) && status.Services.IsEmpty, "the container to be stopped", Limit, cancellation);
            Assert.Null(await client.TryDhcpAsync(TimeSpan.FromSeconds(10), cancellation));
        }

        // That the two are apart again is no event on the gateway.
        await machine.WaitUntilAsync(static status => status.Ready, "the gateway to serve again", Limit, cancellation);
        await client.DhcpAsync(cancellation);
        Assert.Empty(laboratory.Outside.Captured(since).From(GatewayLab.InsideMac).SentBy(GatewayLab.GatewayPort));
    }

    public static bool IsRefused(StatusDocument status) => !status.Ready && RoleOf(status, "outside").State == "refused" && RoleOf(status, "inside").State == "refused";

    public static void AssertReason(StatusDocument status)
    {
        var condition = Assert.Single(status.Conditions, static condition => condition.Code == "one-broadcast-domain");
        Assert.Contains(GatewayLab.OutsideMac, condition.Text, StringComparison.Ordinal);
        Assert.Contains(GatewayLab.InsideMac, condition.Text, StringComparison.Ordinal);
        Assert.Contains("gateway.toml:", condition.Text, StringComparison.Ordinal);
    }

    private static RoleStatus RoleOf(StatusDocument status, string role) =>
        status.Roles.FirstOrDefault(entry => entry.Role == role) ?? new RoleStatus(role, "unknown", null, [], null);
}
