using Gateway.Planning.Services.Kea;

namespace Gateway.Planning.Tests.Services.Kea;

public sealed class KeaLeaseFileTests
{
    private const string Header = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id\n";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_000_000);

    [Fact]
    public void Of_an_address_the_last_line_of_the_newest_file_holds() => Assert.Equal(
        "192.168.4.50 02:00:00:00:00:02 laptop 1000600\n192.168.4.51 02:00:00:00:00:03  1000900",
        Text(
            Header + "192.168.4.50,02:00:00:00:00:01,,3600,1000500,1,0,0,old,0,,0\n192.168.4.52,02:00:00:00:00:04,,3600,1000500,1,0,0,gone,0,,0\n",
            Header + "192.168.4.51,02:00:00:00:00:03,,3600,1000900,1,0,0,,0,,0\n192.168.4.50,02:00:00:00:00:02,01:02,3600,1000600,1,0,0,laptop,0,,0\n192.168.4.52,02:00:00:00:00:04,,0,1000500,1,0,0,gone,0,,0\n"));

    [Theory]
    [InlineData("192.168.4.50,02:00:00:00:00:01,,3600,1000000,1,0,0,,0,,0\n")]
    [InlineData("192.168.4.50,,,86400,1009999,1,0,0,,1,,0\n")]
    [InlineData("192.168.4.50,02:00:00:00:00:01,,3600,1009999,1,0,0,,2,,0\n")]
    [InlineData("192.168.4.50,02:00:00:00:00:01,,3600,10099")]
    [InlineData("no lease at all\n")]
    [InlineData("")]
    public void What_has_ended_was_declined_or_is_half_written_is_left_out(string line) => Assert.Equal("", Text(Header + line));

    [Fact]
    public void Columns_are_found_by_their_names() =>
        Assert.Equal("10.0.0.9 aa 9,a 1000001", Text("state,expire,address,hwaddr,valid_lifetime,hostname\n0,1000001,10.0.0.9,aa,60,9&#x2ca\n"));

    private static string Text(params string[] files) =>
        string.Join('\n', KeaLeaseFile.Read(files, Now).Select(static lease => $"{lease.Address} {lease.Mac} {lease.Name} {lease.Ends.ToUnixTimeSeconds()}"));
}
