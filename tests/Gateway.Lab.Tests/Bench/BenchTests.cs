using System.Text.Json.Nodes;
using Gateway.Bench;

namespace Gateway.Lab.Tests.Bench;

public sealed class BenchTests
{
    private static readonly Figure[] Figures =
    [
        new Figure("image", "MiB", new Measured([273.4])) { Aim = new Aim(300) },
        new Figure("cold build", "s", null) { Aim = new Aim(240), Note = "only with --cold" },
        new Figure("ready", "s", new Measured([61.25, 60, 63])) { Peer = new Measured([40, 42]), Aim = new Aim(1.4, OfPeer: true) },
        new Figure("answers", "a second", new Measured([9500])) { Peer = new Measured([10000]), Aim = new Aim(0.95, AtLeast: true, OfPeer: true) },
    ];

    [Fact]
    public void Figures_stand_beside_the_peers_and_their_aims() => Assert.Equal(
        """
        | figure     | gateway              | peer                 | gateway / peer | aim             |        |
        |------------|----------------------|----------------------|----------------|-----------------|--------|
        | image      | 273.4 MiB            |                      |                | at most 300 MiB | met    |
        | cold build | not measured         |                      |                | at most 240 s   |        |
        | ready      | 61.3 s (60.0 - 63.0) | 41.0 s (40.0 - 42.0) | 1.49           | at most 1.4 x   | missed |
        | answers    | 9500 a second        | 10000 a second       | 0.95           | at least 0.95 x | met    |

        * cold build: only with --cold

        """,
        FigureTable.Render(Figures));

    [Fact]
    public void The_document_holds_what_was_measured_and_no_number_for_what_was_not()
    {
        var report = new BenchReport(
            new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "0.1.0", new BenchMachine("a processor", 2, 4096, "kvm", "0.1 0.2 0.3"), Figures);

        var document = JsonNode.Parse(report.ToJson())!;
        var figures = document["figures"]!.AsArray();

        Assert.Equal("2026-03-04T05:06:07Z", document["date"]!.GetValue<string>());
        Assert.Equal("kvm", document["machine"]!["accelerator"]!.GetValue<string>());
        Assert.Null(figures[1]!["gateway"]);
        Assert.Null(figures[1]!["met"]);
        Assert.Equal("[61.25,60,63]", figures[2]!["gateway"]!["samples"]!.ToJsonString());
        Assert.Equal((61.25, 60, 63, 41), (Number(figures[2]!["gateway"], "median"), Number(figures[2]!["gateway"], "least"), Number(figures[2]!["gateway"], "most"), Number(figures[2]!["peer"], "median")));
        Assert.Equal((1.494, false), (Number(figures[2], "ratio"), figures[2]!["met"]!.GetValue<bool>()));
    }

    [Fact]
    public void What_the_devices_say_is_read_as_numbers()
    {
        const string free = """
                           total        used        free      shared  buff/cache   available
            Mem:             969         412         102           3         601         556
            Swap:              0           0           0
            """;

        Assert.Equal(412, BootSample.ParseMemory(free));
        Assert.Equal(41.2, BootSample.ParseReady("[   41.3] GATEWAY-READY t=41.2\r"));
        Assert.Equal(21.57, BootSample.ParseReady("ROUTER-READY t=21.57"));
        Assert.Null(BootSample.ParseReady("GATEWAY-STATUS {}"));
        Assert.Throws<FormatException>(static () => BootSample.ParseMemory("sh: free: not found"));
    }

    [Fact]
    public void What_the_loads_say_is_read_as_numbers()
    {
        Assert.Equal(93.5, LoadSample.ParseThroughput("""{"start": {}, "end": {"sum_sent": {"bits_per_second": 94e6}, "sum_received": {"bits_per_second": 93.5e6}}}"""));
        Assert.Equal(152.3, LoadSample.ParseLeases("Running: ...\n***Rate statistics***\nRate: 152.3 4-way exchanges/second, expected rate: 2000\n"));
        Assert.Equal(8123.456, LoadSample.ParseAnswers("Statistics:\n\n  Queries sent:         81234\n  Queries per second:   8123.456000\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"error\": \"unable to connect to server\"}")]
    [InlineData("Rate: unknown")]
    public void A_load_that_did_not_run_is_an_error_with_its_words(string text)
    {
        Assert.Contains(text, Assert.Throws<FormatException>(() => LoadSample.ParseThroughput(text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.Throws<FormatException>(() => LoadSample.ParseLeases(text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.Throws<FormatException>(() => LoadSample.ParseAnswers(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_builds_own_figures_come_as_arguments() => Assert.Equal(
        new BenchOptions("/out") { Router = "/r.img", Boots = 2, AgentBuild = 71.3, ColdBuild = 300, PeerBuild = 310.5, PeerNote = "why" },
        BenchOptions.Parse(["--results=/out", "--router=/r.img", "--boots=2", "--agent-build=71.3", "--cold-build=300", "--peer-build=310.5", "--peer-note=why"]));

    [Theory]
    [InlineData("--cold-build=soon")]
    [InlineData("--cold-build=")]
    [InlineData("--boots=0")]
    [InlineData("--cold")]
    [InlineData("--results=")]
    public void An_argument_that_says_nothing_is_refused(string argument) =>
        Assert.Contains($"'{argument}'", Assert.Throws<FormatException>(() => BenchOptions.Parse([argument])).Message, StringComparison.Ordinal);

    private static double Number(JsonNode? node, string name) => node![name]!.GetValue<double>();
}
