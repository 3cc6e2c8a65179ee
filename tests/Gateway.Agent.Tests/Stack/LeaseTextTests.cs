using Gateway.Agent.Stack;

namespace Gateway.Agent.Tests.Stack;

public sealed class LeaseTextTests
{
    [Fact]
    public void What_networkd_writes_is_read()
    {
        var observed = LeaseText.Parse(
            ["# This is private data. Do not parse.", "ADDRESS=192.168.4.70", "NETMASK=255.255.255.0", "ROUTER=192.168.4.1 192.168.4.2", "DNS=192.168.4.1 5.1.0.53", "CLASSLESS_ROUTES=10.0.0.0/8,192.168.4.9 0.0.0.0/0,192.168.4.1"]);

        Assert.Equal("192.168.4.70/24", observed.Lease!.Address);
        Assert.Equal(["192.168.4.1", "192.168.4.2"], observed.Lease.Routers);
        Assert.Equal(["10.0.0.0/8", "0.0.0.0/0"], observed.Lease.Routes);
        Assert.Equal(["192.168.4.1", "5.1.0.53"], observed.ProviderResolvers);
    }

    [Fact]
    public void What_a_provider_may_write_and_cannot_mean_is_left_out()
    {
        var observed = LeaseText.Parse(
            ["ADDRESS=999.1.1.1", "ROUTER=x", "DNS=0.0.0.0 127.0.0.53 224.0.0.1 255.255.255.255 :: ::1 ff02::1 5.1.0.53 5.1.0.53 7", "ROUTES=10.0.0.0/99,1.2.3.4"]);

        Assert.Null(observed.Lease);
        Assert.Equal(["5.1.0.53"], observed.ProviderResolvers);
    }

    [Fact]
    public void A_lease_without_a_mask_is_of_one_address() =>
        Assert.Equal("5.1.0.17/32", LeaseText.Parse(["ADDRESS=5.1.0.17"]).Lease!.Address);
}
