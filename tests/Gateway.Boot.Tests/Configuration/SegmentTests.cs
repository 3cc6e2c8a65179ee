using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance check 51: segments on a running gateway, every pair of them, the outside and the gateway's own services.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class SegmentTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const int Port = 8080;

    /// <summary>curl's exit codes; the first for every kind of refusal.</summary>
    private const int CouldNotConnect = 7;
    private const int TimedOut = 28;

    private const string Segments =
        """
        [segment.guest]
        vlan = 20
        ipv4 = "192.168.20.1/24"

        [segment.cameras]
        vlan = 30
        ipv4 = "192.168.30.1/24"
        reach = []
        proxy = false

        """;

    [Fact]
    public async Task Each_segment_reaches_what_the_matrix_says_and_nothing_else()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var inside = await Shared.Laboratory.Lab.ClientAsync("matrix-inside", Cancellation);
        var guest = await Shared.Laboratory.Lab.ClientAsync("matrix-guest", Cancellation, vlan: 20);
        var camera = await Shared.Laboratory.Lab.ClientAsync("matrix-camera", Cancellation, vlan: 30);
        try
        {
            Assert.Null(await guest.TryDhcpAsync(TimeSpan.FromSeconds(6), Cancellation));
            var text = hands.With(Segments).Replace("\n[inside]\n", "\n[inside]\nreach = [\"outside\", \"cameras\"]\n", StringComparison.Ordinal);
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(text)).Require().Text, StringComparison.Ordinal);

            var places = new[] { new Place(inside, "192.168.4."), new Place(guest, "192.168.20."), new Place(camera, "192.168.30.") };
            foreach (var place in places)
            {
                place.Address = (await place.Client.DhcpAsync(Cancellation)).Address;
                Assert.StartsWith(place.Network, place.Address, StringComparison.Ordinal);
                await place.Client.StartServerAsync(place.Client.Name, ["timeout", "180", "python3", "-m", "http.server", $"{Port}", "--directory", "/run/netns"], Port, Cancellation);
            }

            await AssertPairsAsync(places);
            await AssertServicesAsync(places);
            await AssertNamesAsync(guest, places[1].Address);
            await Health.AssertNothingToDoAsync(hands.Host, Cancellation);
        }
        finally
        {
            (await hands.RunAsync($"gateway rollback {before}")).Require();
            await inside.RemoveAsync(Cancellation);
            await guest.RemoveAsync(Cancellation);
            await camera.RemoveAsync(Cancellation);
        }

        await Health.AssertNothingToDoAsync(hands.Host, Cancellation);
    }

    private async Task AssertPairsAsync(Place[] places)
    {
        var seen = new List<string>();
        foreach (var source in places)
        {
            foreach (var target in places.Where(target => target != source))
            {
                seen.Add($"{source.Client.Name} -> {target.Client.Name}: {await ReachesAsync(source, $"http://{target.Address}:{Port}/")}");
            }

            seen.Add($"{source.Client.Name} -> outside: {await ReachesAsync(source, $"http://{LabMachine.WebServer}/")}");
            seen.Add($"{source.Client.Name} -> host: {await ReachesAsync(source, $"http://{GatewayHost.Address}:22/", "--http0.9")}");
        }

        Assert.Equal(
            [
                "matrix-inside -> matrix-guest: False",
                "matrix-inside -> matrix-camera: True",
                "matrix-inside -> outside: True",
                "matrix-inside -> host: True",
                "matrix-guest -> matrix-inside: False",
                "matrix-guest -> matrix-camera: False",
                "matrix-guest -> outside: True",
                "matrix-guest -> host: False",
                "matrix-camera -> matrix-inside: False",
                "matrix-camera -> matrix-guest: False",
                "matrix-camera -> outside: False",
                "matrix-camera -> host: False",
            ],
            seen);
    }

    private async Task AssertServicesAsync(Place[] places)
    {
        foreach (var place in places)
        {
            var gateway = place.Network + "1";
            Assert.Equal(["9.1.0.80"], (await place.Client.ResolveAsync("www.example.lab", "A", Cancellation, gateway)).Data);
            (await place.Client.RunAsync(["ping", "-n", "-c", "1", "-W", "5", gateway], Cancellation)).Require();
            var through = await place.Client.FetchAsync("http://www.example.lab/", Cancellation, "--proxy", $"http://{gateway}:3128");
            Assert.Equal(place == places[2] ? CouldNotConnect : 0, through.Exit);
        }

        // No way around by the proxy into another segment.
        var around = await places[1].Client.FetchAsync($"http://{places[0].Address}:{Port}/", Cancellation, "--fail", "--proxy", "http://192.168.20.1:3128");
        Assert.NotEqual(0, around.Exit);
    }

    /// <summary>A guest's name is in the guests' part of the domain and takes nobody's inside.</summary>
    private async Task AssertNamesAsync(LabClient guest, string address)
    {
        Assert.Equal(address, (await guest.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation, configure: false, hostName: "tablet"))?.Address);
        var until = await guest.RunAsync("for try in 1 2 3 4 5 6 7 8 9 10; do kdig +short tablet.guest.home.arpa A | grep . && exit; sleep 0.5; done; exit 1", Cancellation);
        Assert.Equal(address, until.Require().Text);
        Assert.Empty((await guest.ResolveAsync("tablet.home.arpa", "A", Cancellation)).Data);
    }

    /// <summary>A refusal must come at once: nothing here may wait for a time to pass.</summary>
    private async Task<bool> ReachesAsync(Place source, string url, params string[] options)
    {
        var result = await source.Client.FetchAsync(url, Cancellation, ["--noproxy", "*", "--output", "/dev/null", .. options]);
        Assert.NotEqual(TimedOut, result.Exit);
        return result.Exit != CouldNotConnect;
    }

    private sealed class Place(LabClient client, string network)
    {
        public LabClient Client => client;
        public string Network => network;
        public string Address { get; set; } = "";
    }
}
