using Gateway.Planning.Configuration;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Trust;

public sealed class TrustPlannerTests
{
    private const string Path = "/etc/gateway/trust.pem";

    [Fact]
    public void All_certificates_stand_in_one_file()
    {
        var document = StackSamples.Default with { Trust = new TrustConfig { Certificates = ["first", "second"] } };

        Assert.Equal("first\nsecond\n", Planned.File("trust", Path, document));
    }

    [Fact]
    public void Without_certificates_there_is_no_file() => Assert.Empty(Planned.Service("trust", StackSamples.Default).Files);
}
