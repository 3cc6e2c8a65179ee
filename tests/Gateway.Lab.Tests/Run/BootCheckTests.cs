using System.Xml.Linq;
using Gateway.Lab.Run;
using Gateway.Lab.Run.Check;
using Gateway.Planning.Configuration;

namespace Gateway.Lab.Tests.Run;

public sealed class BootCheckTests
{
    private static readonly CheckReport Report = new(
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        "office.toml",
        "gateway.img",
        "0.1.0",
        "kvm",
        [
            new CheckStep(CheckSteps.File, CheckOutcome.Passed, TimeSpan.FromSeconds(0.1), "[outside] got nic = \"mac:a\""),
            new CheckStep(CheckSteps.Ready, CheckOutcome.Failed, TimeSpan.FromSeconds(61.25), "it was <not> ready:\n\nERROR \u001b[31mkea\u0000 & 🙂\n"),
            new CheckStep(CheckSteps.Names, CheckOutcome.NotWanted, TimeSpan.Zero, "[dns] enabled = false"),
            new CheckStep(CheckSteps.Page, CheckOutcome.NotReached, TimeSpan.Zero, "not reached"),
        ]);

    [Fact]
    public void The_report_for_people_says_each_step_and_the_reason() => Assert.Equal(
        """
        BootCheck of office.toml: FAILED after 61 s
        Image gateway.img, release 0.1.0; 2026-03-04 05:06 UTC; machines run by kvm

        [ ok ] the gateway accepts the file (0.1 s)
               [outside] got nic = "mac:a"
        [FAIL] the gateway becomes ready (61.3 s)
               it was <not> ready:

               ERROR X
        [ -- ] the LAN client resolves names
               [dns] enabled = false
        [ -- ] the LAN client fetches a page
               not reached

        """.Replace("ERROR X", "ERROR \u001b[31mkea\u0000 & 🙂", StringComparison.Ordinal),
        Report.ToText());

    [Fact]
    public void The_report_for_ci_is_well_formed_and_has_one_case_a_step()
    {
        var root = XDocument.Parse(JUnitReport.Render(Report)).Root!;
        var suite = Assert.Single(root.Elements("testsuite"));
        var cases = suite.Elements("testcase").ToList();

        Assert.Equal("testsuites", root.Name);
        Assert.All([root, suite], static element => Assert.Equal(("4", "1", "2"), (Value(element, "tests"), Value(element, "failures"), Value(element, "skipped"))));
        Assert.Equal("2026-03-04T05:06:07", Value(suite, "timestamp"));
        Assert.Equal([CheckSteps.File, CheckSteps.Ready, CheckSteps.Names, CheckSteps.Page], cases.Select(static item => Value(item, "name")));
        Assert.Equal("61.250", Value(cases[1], "time"));
        Assert.Equal("it was <not> ready: ERROR [31mkea & 🙂", Value(cases[1].Element("failure")!, "message"));
        Assert.Equal("it was <not> ready:\n\nERROR [31mkea & 🙂", cases[1].Element("failure")!.Value);
        Assert.Equal("not reached", Value(cases[3].Element("skipped")!, "message"));
    }

    [Fact]
    public async Task A_file_that_the_gateway_would_refuse_fails_with_its_line_and_a_mark_before_anything_boots()
    {
        using var folder = new TemporaryFolder();
        var config = Path.Combine(folder.Path, "gateway.toml");
        await File.WriteAllTextAsync(config, "schema = 1\n[outside]\nmodee = \"dhcp\"\n", TestContext.Current.CancellationToken);
        using var console = new StringWriter();
        var nothing = new LabArtifacts("/nowhere/gateway.img", "/nowhere/vmlinuz", "/nowhere/initrd.img", folder.Path);

        var exit = await new BootCheck(new RunOptions { Config = config, Check = folder.Path }, console).RunAsync(nothing, TestContext.Current.CancellationToken);

        var cases = XDocument.Load(Path.Combine(folder.Path, "bootcheck.xml")).Descendants("testcase").ToList();
        var text = await File.ReadAllTextAsync(Path.Combine(folder.Path, "bootcheck.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(1, exit);
        Assert.Equal(CheckSteps.All, cases.Select(static item => Value(item, "name")));
        Assert.Contains($"{config}:3:1: ", Value(cases[0].Element("failure")!, "message"), StringComparison.Ordinal);
        Assert.Contains("    3 | modee = \"dhcp\"\n      | ^^^^^\n", cases[0].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.All(cases.Skip(1), static item => Assert.NotNull(item.Element("skipped")));
        Assert.Contains("BootCheck of", text, StringComparison.Ordinal);
        Assert.Contains($"[FAIL] {CheckSteps.File}", console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_of_another_release_is_understood_by_what_all_releases_say()
    {
        const string line = """GATEWAY-STATUS {"version":9,"release":"0.9.0","ready":false,"uptime":7.5,"configuration":{"state":"invalid","errors":["3:1 new","4:1 words"],"more":1},"later":[]}""";

        var verdict = BootVerdict.TryParse(line)!;

        Assert.Equal(("0.9.0", 7.5, false, "invalid"), (verdict.Release, verdict.Uptime, verdict.Ready, verdict.Configuration));
        Assert.Equal(["3:1 new", "4:1 words"], verdict.Errors);
        Assert.Null(BootVerdict.TryParse("[  OK  ] Started something"));
        Assert.Throws<FormatException>(static () => BootVerdict.TryParse("""GATEWAY-STATUS {"ready":"yes"}"""));
    }

    [Theory]
    [InlineData("192.168.4.1/24", null, "192.168.4.254/24")]
    [InlineData("10.0.0.254/24", null, "10.0.0.253/24")]
    [InlineData("10.0.0.5/29", "10.0.0.6", "10.0.0.4/29")]
    public void Without_a_dhcp_server_the_computer_gets_an_address_that_is_nobodys(string gateway, string? host, string expected)
    {
        var config = new GatewayConfig { Inside = new SegmentConfig { Ipv4 = gateway }, Host = new HostConfig { InsideAddress = host } };

        Assert.Equal(new LanAddress(expected, gateway.Split('/')[0], gateway.Split('/')[0]), LanAddress.Of(config));
    }

    [Fact]
    public void The_arguments_name_the_reports_folder() => Assert.Equal(
        new RunOptions { Config = "a.toml", Check = "/out", OtherImage = "b.img" },
        RunOptions.Parse(["--config=a.toml", "--check=/out", "--other-image=b.img"]));

    [Fact]
    public void A_check_without_a_file_is_refused() =>
        Assert.Contains("--config=FILE", Assert.Throws<FormatException>(static () => RunOptions.Parse(["--check=/out"])).Message, StringComparison.Ordinal);

    private static string? Value(XElement element, string attribute) => element.Attribute(attribute)?.Value;

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("bootcheck-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
