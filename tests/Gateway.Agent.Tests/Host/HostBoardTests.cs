using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class HostBoardTests
{
    [Fact]
    public void A_container_that_reports_first_shows_no_box_without_a_configuration()
    {
        using var machine = new TemporaryDirectory();
        var board = new HostBoard(new KernelClock(machine.Write("uptime", "12.34 1.00\n")));

        board.Report(new StackReport { FailedUnits = ["b.service"] });
        Assert.Same(HostBoard.Initial, board.Changes.Value);

        board.Update(static view => view with { Release = "1" });
        Assert.Equal(["b.service"], board.Changes.Value.Health.FailedContainerUnits);
    }

    [Fact]
    public void Only_a_real_change_is_published()
    {
        using var machine = new TemporaryDirectory();
        var board = new HostBoard(new KernelClock(machine.Write("uptime", "12.34 1.00\n")));
        board.Update(static view => view with { Release = "1", FailedUnits = ["a.service"] });
        var first = board.Changes.Value;

        board.Update(static view => view with { FailedUnits = ["a.service"] });
        Assert.Same(first, board.Changes.Value);

        board.Report(new StackReport { Generation = 1 });
        Assert.Same(first, board.Changes.Value);
        board.Report(new StackReport { FailedUnits = ["b.service"] });
        Assert.Equal(["b.service"], board.Changes.Value.Health.FailedContainerUnits);
        Assert.Equal(12.3, board.Changes.Value.Uptime);
    }
}
