using Gateway.Agent.Host;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class ContainerStartsTests
{
    [Fact]
    public void Starts_are_counted_beyond_the_life_of_the_agent()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.At("starts");

        Assert.Equal(0, new ContainerStarts(path).Count);
        new ContainerStarts(path).Add();
        new ContainerStarts(path).Add();

        Assert.Equal(2, new ContainerStarts(path).Count);
    }
}
