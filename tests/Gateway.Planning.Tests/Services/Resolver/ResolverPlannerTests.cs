using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Resolver;

public sealed class ResolverPlannerTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("everything-off")]
    public void Renders_the_expected_resolv_conf(string sample) =>
        ExpectedText.Matches($"Services/Resolver/Expected/{sample}.resolv.conf", Planned.File("resolver", "/etc/resolv.conf", StackSamples.All[sample]));

    [Fact]
    public void Renders_the_expected_hosts() =>
        ExpectedText.Matches("Services/Resolver/Expected/default.hosts", Planned.File("resolver", "/etc/hosts", StackSamples.Default));
}
