using Gateway.Lab;
using Gateway.Lab.Faults;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests.Faults;

[Collection(BootOrder.Faults)]
public sealed class ExampleTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task Names_are_answered_again_after_the_resolver_was_killed_on_a_line_that_loses_frames()
    {
        var (laboratory, client) = (Shared.Laboratory, Shared.Client);
        using var leaks = laboratory.WatchForLeaks();
        using var refusals = laboratory.Inside.Watch("a refused question", static frame => frame.Packet?.Dns is { Response: true, Code: 5 });
        laboratory.Outside.Port("lab").Impairment = new Impairment { Loss = 0.1, Delay = TimeSpan.FromMilliseconds(10), Seed = 7 };
        try
        {
            await Shared.Host.KillUnitAsync(Place.Container, "unbound.service", Cancellation);
            var page = await client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "10", "--retry-all-errors", "--retry-delay", "2");

            Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
            Assert.NotEmpty(laboratory.Outside.Captured(leaks.Since).SentBy(GatewayLab.GatewayPort).From(Shared.Identity.OutsideMac).Udp(53));
        }
        finally
        {
            laboratory.Outside.Port("lab").Impairment = Impairment.None;
        }

        leaks.RequireNone();
        refusals.RequireNone();
    }
}
