using System.Text.Json.Nodes;
using Gateway.Bench;

namespace Gateway.Lab.Tests.Bench;

public sealed class BenchTests
{
    private static readonly Figure[] Figures =
    [
        new Figure("image", 273.4, "MiB") { Aim = 300 },
        new Figure("cold build", null, "s") { Aim = 240, Note = "only with --cold" },
        new Figure("ready", 61.25, "s") { AimInWords = "2 x plain router" },
    ];

    [Fact]
    public void Figures_stand_beside_their_aims() => Assert.Equal(
        """
        | figure     | measured     | aim              | measured / aim |
        |------------|--------------|------------------|----------------|
        | image      | 273.4 MiB    | 300 MiB          | 0.91           |
        | cold build | not measured | 240 s            |                |
        | ready      | 61.3 s       | 2 x plain router |                |
        * cold build: only with --cold

        """,
        FigureTable.Render(Figures));

    [Fact]
    public void The_document_holds_what_was_measured_and_no_number_for_what_was_not()
    {
        var report = new BenchReport(
            new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "0.1.0", new BenchMachine("a processor", 2, 4096, "kvm", "0.1 0.2 0.3"), Figures);

        var document = JsonNode.Parse(report.ToJson())!;

        Assert.Equal("2026-03-04T05:06:07Z", document["date"]!.GetValue<string>());
        Assert.Equal("kvm", document["machine"]!["accelerator"]!.GetValue<string>());
        Assert.Equal(0.911, document["figures"]![0]!["ratio"]!.GetValue<double>());
        Assert.Null(document["figures"]![1]!["value"]);
        Assert.Equal("2 x plain router", document["figures"]![2]!["aimInWords"]!.GetValue<string>());
    }

    [Fact]
    public void What_the_gateway_says_is_read_as_numbers()
    {
        const string free = """
                           total        used        free      shared  buff/cache   available
            Mem:             969         412         102           3         601         556
            Swap:              0           0           0
            """;

        Assert.Equal(412, BootSample.ParseMemory(free));
        Assert.Equal(41.2, BootSample.ParseReady("[   41.3] GATEWAY-READY t=41.2\r"));
        Assert.Null(BootSample.ParseReady("GATEWAY-STATUS {}"));
        Assert.Throws<FormatException>(static () => BootSample.ParseMemory("sh: free: not found"));
    }

    [Fact]
    public void The_builds_own_figures_come_as_arguments() => Assert.Equal(
        new BenchOptions("/out") { AgentBuild = 71.3, ColdBuild = 300 },
        BenchOptions.Parse(["--results=/out", "--agent-build=71.3", "--cold-build=300"]));

    [Theory]
    [InlineData("--cold-build=soon")]
    [InlineData("--cold-build=")]
    [InlineData("--cold")]
    [InlineData("--results=")]
    public void An_argument_that_says_nothing_is_refused(string argument) =>
        Assert.Contains($"'{argument}'", Assert.Throws<FormatException>(() => BenchOptions.Parse([argument])).Message, StringComparison.Ordinal);
}
