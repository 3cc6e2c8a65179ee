using Gateway.Agent.Stack;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Stack;

public sealed class CertificateObserverTests
{
    [Fact]
    public void It_lists_what_is_laid_out_and_nothing_before()
    {
        using var directory = new TemporaryDirectory();
        var observer = new CertificateObserver(directory.At("certificates"));
        Assert.Empty(observer.Observe());

        directory.Write("certificates/services/registry.pem", "x");
        directory.Write("certificates/client.crl", "x");

        Assert.Equal(["client.crl", "services/registry.pem"], observer.Observe());
    }
}
