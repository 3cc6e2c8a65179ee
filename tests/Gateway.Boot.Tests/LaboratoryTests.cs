using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

[Collection(BootOrder.Lab)]
public sealed class LaboratoryTests(LabFixture fixture) : BootTest(fixture)
{
    [Theory]
    [InlineData("www.example.lab", "NOERROR", true)]
    [InlineData("www.insecure.lab", "NOERROR", false)]
    [InlineData("www.bogus.lab", "SERVFAIL", false)]
    [InlineData("nothing.example.lab", "NXDOMAIN", true)]
    public async Task The_providers_resolver_tells_signed_from_plain_and_from_bogus(string name, string status, bool authenticated)
    {
        var lab = (await Fixture.LabAsync()).Lab;

        var result = await lab.Isp.RunAsync(["kdig", $"@{LabMachine.Resolver}", "+noall", "+header", "+answer", "+dnssec", name, "A"], Cancellation);

        var answer = DnsAnswer.Parse(result.Output, "A");
        Assert.Equal((status, authenticated), (answer.Status, answer.Authenticated));
    }

    [Fact]
    public async Task The_web_server_says_who_asked()
    {
        var lab = (await Fixture.LabAsync()).Lab;

        var result = await lab.Isp.RunAsync(["curl", "-s", $"http://{LabMachine.WebServer}/whoami"], Cancellation);

        Assert.Contains("\"address\": \"9.1.0.1\"", result.Require().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_network_can_be_applied_again()
    {
        var lab = (await Fixture.LabAsync()).Lab;

        await lab.BuildInternetAsync(Cancellation);

        Assert.Contains("DHCP4_STARTED", await lab.LogAsync("isp-dhcp", Cancellation), StringComparison.Ordinal);
    }
}
