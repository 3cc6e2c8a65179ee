using Gateway.Planning.Status;

namespace Gateway.Planning.Tests.Status;

public sealed class StackStatusTests
{
    [Fact]
    public void The_inside_has_its_carrier_from_the_card_and_its_addresses_from_the_bridge()
    {
        var status = StackStatus.ToDocument(
            new StackReport
            {
                Generation = 2,
                Ready = true,
                Links =
                [
                    new LinkReport("outside", "02:00:00:00:00:01", true, ["5.1.0.17/24"]) { Router = "5.1.0.1" },
                    new LinkReport("inside", "52:54:00:00:00:02", false, []),
                    new LinkReport("br-inside", "02:00:00:00:00:03", true, ["192.168.4.1/24"]),
                ],
            },
            "0.1.0",
            12.5);

        Assert.Equal(
            ["outside bound True 5.1.0.17/24 5.1.0.1", "inside bound False 192.168.4.1/24 "],
            status.Roles.Select(static role => $"{role.Role} {role.State} {role.Carrier} {string.Join(',', role.Addresses)} {role.Router}"));
        Assert.Equal(("0.1.0", true, 2, "ok"), (status.Release, status.Ready, status.Generation, status.Configuration.State));
    }

    [Fact]
    public void A_link_that_is_not_there_is_a_missing_role()
    {
        var status = StackStatus.ToDocument(new StackReport(), "0.1.0", 1);

        Assert.All(status.Roles, static role => Assert.Equal("missing", role.State));
        Assert.Equal("missing", status.Configuration.State);
    }
}
