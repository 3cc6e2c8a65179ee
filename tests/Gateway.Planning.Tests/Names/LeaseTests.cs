using Gateway.Planning.Names;

namespace Gateway.Planning.Tests.Names;

public sealed class LeaseTests
{
    [Fact]
    public void A_line_of_keas_file_is_a_lease()
    {
        var lease = Lease.Parse("192.168.4.51,02:00:00:00:01:02,01:02:00:00:00:01:02,3600,1795290988,1,0,0,laptop,0,,0");

        Assert.Equal(new Lease("192.168.4.51", "02:00:00:00:01:02", "01:02:00:00:00:01:02", "laptop", 3600, 1795290988), lease);
        Assert.True(lease!.IsActiveAt(1795290987));
        Assert.False(lease.IsActiveAt(1795290988));
    }

    [Theory]
    [InlineData("192.168.4.80,02:00:00:00:03:00,,0,1795287389,1,0,0,rel,0,,0")]
    [InlineData("192.168.4.80,02:00:00:00:03:00,,3600,1795290988,1,0,0,,2,,0")]
    [InlineData("192.168.4.80,,,3600,1795290988,1,0,0,,1,,0")]
    public void What_was_given_back_declined_or_has_expired_is_not_active(string line) => Assert.False(Lease.Parse(line)!.IsActiveAt(0));

    [Theory]
    [InlineData("")]
    [InlineData("address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id")]
    [InlineData("168.4.51,02:00:00:00:01:02,,3600,17952")]
    [InlineData("2001:db8::1,02:00:00:00:01:02,,3600,1795290988,1,0,0,laptop,0,,0")]
    [InlineData("192.168.4.51,zz,,3600,1795290988,1,0,0,laptop,0,,0")]
    public void What_is_no_lease_is_left_out(string line) => Assert.Null(Lease.Parse(line));
}
