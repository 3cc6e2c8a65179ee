using Gateway.Planning.Authority;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Authority;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Authority;

public sealed class AuthorityPlannerTests
{
    private const string Name = "authority";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    public void Renders_what_the_authority_is_asked_for(string sample) =>
        ExpectedText.Matches($"Services/Authority/Expected/{sample}.json", Planned.File(Name, AuthorityDefaults.Request, StackSamples.All[sample]));

    [Fact]
    public void Renders_the_script_that_clients_run() =>
        ExpectedText.Matches("Services/Authority/Expected/enrol.sh", Planned.File(Name, AuthorityDefaults.EnrolScript, StackSamples.Default));

    [Fact]
    public void What_is_asked_for_is_read_back()
    {
        var request = AuthorityRequest.From(StackSamples.Default with { Certificates = new CertificatesConfig { Names = ["gateway.example.org"] } });

        var read = AuthorityRequestJson.Parse(AuthorityRequestJson.ToText(request));

        Assert.Equal(AuthorityRequestJson.ToText(request), AuthorityRequestJson.ToText(read));
        Assert.Equal(request.Services.AsEnumerable(), read.Services);
    }

    [Fact]
    public void Each_service_that_runs_gets_a_certificate_and_no_other()
    {
        Assert.Equal(["gateway", "registry", "mirror"], Services(StackSamples.Default));
        Assert.Equal(["gateway"], Services(StackSamples.EverythingOff));
    }

    /// <summary>Only sockets and a timer stay: they start it.</summary>
    [Fact]
    public void Nothing_of_it_runs_all_the_time()
    {
        var service = Planned.Service(Name, StackSamples.Default);

        Assert.Equal(
            ["gateway-authority-enrolment.socket", "gateway-authority-control.socket", "gateway-authority-look.service", "gateway-authority-renew.timer"],
            service.Units.Select(static unit => unit.Name));
        Assert.Empty(service.Openings);
        Assert.Equal([AuthorityDefaults.Request], service.Units.Single(static unit => unit.Name == "gateway-authority-look.service").RestartOn);
    }

    [Fact]
    public void Where_nothing_is_served_nothing_is_issued() => Planned.IsOff(Name, StackSamples.NotServed);

    private static IEnumerable<string> Services(StackDocument document) => AuthorityRequest.From(document).Services.Select(static service => service.Name);
}
