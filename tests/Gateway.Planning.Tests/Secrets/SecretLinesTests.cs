using Gateway.Planning.Secrets;

namespace Gateway.Planning.Tests.Secrets;

/// <summary>A key that a daemon writes into its log line by line.</summary>
public sealed class SecretLinesTests
{
    [Theory]
    [InlineData("Nov 22 10:00:01 gateway kea[7]: ", "")]
    [InlineData("                                ", "")]
    [InlineData("", "")]
    [InlineData("{\"_PID\":\"7\",\"MESSAGE\":\"", "\",\"PRIORITY\":\"6\"}")]
    public void Every_line_of_a_key_goes_and_nothing_else(string before, string behind)
    {
        string[] lines = ["-----BEGIN PRIVATE KEY-----", "MC4CAQAwBQYDK2VwBCIEIAabcdefghijklmnopqrstuvwxyz/+0123456789ABC", "RG4=", "-----END PRIVATE KEY-----"];

        var shown = Apply([.. lines.Select(line => before + line + behind)]);

        Assert.DoesNotContain(shown, static line => line.Contains("MC4C", StringComparison.Ordinal) || line.Contains("RG4=", StringComparison.Ordinal));
        Assert.All(shown.Take(3), line => Assert.Equal(before + Secret.Mark + behind, line));
        Assert.Equal(lines.Length, shown.Length);
    }

    [Fact]
    public void What_others_say_between_its_lines_is_shown()
    {
        const string other = "Nov 22 10:00:02 gateway unbound[9]: info: service stopped";

        var shown = Apply(["x: -----BEGIN RSA PRIVATE KEY-----", other, "x: c2VjcmV0", "x: -----END RSA PRIVATE KEY-----", "x: c2VjcmV0"]);

        Assert.Equal(other, shown[1]);
        Assert.Equal("x: " + Secret.Mark, shown[2]);
        Assert.Equal("x: c2VjcmV0", shown[4]);
    }

    [Fact]
    public void A_key_without_an_end_takes_no_more_than_a_key_has()
    {
        var shown = Apply(["-----BEGIN EC PRIVATE KEY-----", .. Enumerable.Repeat("c2VjcmV0", 300)]);

        Assert.Equal(Secret.Mark, shown[256]);
        Assert.Equal("c2VjcmV0", shown[257]);
    }

    [Fact]
    public void A_key_in_one_line_hides_no_line_behind_it() =>
        Assert.Equal("c2VjcmV0", Apply(["-----BEGIN PRIVATE KEY-----\\nMC4C\\n-----END PRIVATE KEY-----", "c2VjcmV0"])[1]);

    private static string[] Apply(string[] lines)
    {
        var log = new SecretLines(SecretMask.ByForm);
        return [.. lines.Select(log.Apply)];
    }
}
