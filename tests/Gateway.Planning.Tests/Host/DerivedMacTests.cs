using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class DerivedMacTests
{
    [Fact]
    public void The_MAC_of_a_device_never_changes() =>
        Assert.Equal(Expected, DerivedMac.Of("0123456789abcdef0123456789abcdef", "outside"));

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("00000000000000000000000000000001")]
    public void It_is_locally_administered_and_unicast(string machineId)
    {
        var first = Convert.ToByte(DerivedMac.Of(machineId, "outside")[..2], 16);

        Assert.Equal(2, first & 3);
    }

    [Fact]
    public void Devices_and_purposes_differ()
    {
        var macs = new[]
        {
            DerivedMac.Of("0123456789abcdef0123456789abcdef", "outside"),
            DerivedMac.Of("0123456789abcdef0123456789abcdef", "bcmnet"),
            DerivedMac.Of("1123456789abcdef0123456789abcdef", "outside"),
        };

        Assert.Equal(3, macs.Distinct().Count());
    }

    private const string Expected = "62:0f:83:8e:64:c5";
}
