namespace Gateway.Planning.Tests.Configuration;

public sealed class BadConfigurationTests
{
    private static readonly string Table = ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", "Configuration", "Expected", "bad-configurations.txt");

    /// <summary>The table: a configuration in one line with \n for line ends, then each of its errors on a line that begins with two spaces.</summary>
    [Fact]
    public void Every_bad_configuration_of_the_table_yields_exactly_its_errors()
    {
        var configurations = File.ReadAllLines(Table).Where(line => !line.StartsWith(' ')).ToArray();
        Assert.True(configurations.Length > 80, "the table is cut off");
        var read = configurations.SelectMany(line => new[] { line }.Concat(Read.Errors(Unescape(line)).Split('\n').Select(error => "  " + error)));
        ExpectedText.Matches("Configuration/Expected/bad-configurations.txt", string.Join('\n', read) + "\n");
    }

    [Fact]
    public void A_configuration_with_an_error_yields_no_config()
    {
        Assert.Null(Read.Text("schema = 1\n[proxy]\nenable = true\n").Config);
    }

    [Fact]
    public void Settings_with_errors_of_their_own_are_not_compared_with_others()
    {
        Assert.Equal(
            "3:8+10 inside.ipv4: \"x\\u0007y\" is not an IPv4 address | an IPv4 address is four numbers from 0 to 255 with points between them, without leading zeros",
            Read.Errors("schema = 1\n[inside]\nipv4 = \"x\\u0007y\"\ndhcp.pool = \"10.0.0.50-10.0.0.60\"\n"));
    }

    [Theory]
    [InlineData("[inside\nipv4 = \"10.0.0.1/24\"\n[inside.dhcp]\npool = \"10.0.0.9-10.0.0.99\"\n")]
    [InlineData("[inside]\nipv4 10.0.0.1/24\n[inside.dhcp]\npool = \"10.0.0.9-10.0.0.99\"\n")]
    [InlineData("[inside]\n„ipv4“ = \"10.0.0.1/24\"\n[inside.dhcp]\npool = \"10.0.0.9-10.0.0.99\"\n")]
    [InlineData("[inside]\nip4 = \"10.0.0.1/24\"\n[inside.dhcp]\npool = \"10.0.0.9-10.0.0.99\"\n")]
    [InlineData("[insides]\nipv4 = \"10.0.0.1/24\"\n[inside.dhcp]\npool = \"10.0.0.9-10.0.0.99\"\n")]
    [InlineData("[dns]\nmode = \"forward\"\nupstream = [\"9.9.9.9\"]\n")]
    [InlineData("[dns]\nmode = \"forward\"\nupstreams = [\"9.9.9.9]\n")]
    [InlineData("[dns]\nmode = \"forward\"\nupstreams = [\"9.9.9.9\"\n")]
    [InlineData("[proxy]\n[dns]\nmode = \"forward\"\n[proxy]\nenabled = true\n")]
    public void A_setting_that_was_not_understood_is_not_taken_for_its_default(string toml) =>
        Assert.Single(Read.Text("schema = 1\n" + toml).Errors);

    [Fact]
    public void A_line_that_is_no_toml_hides_no_error_elsewhere_and_makes_none_up()
    {
        Assert.Equal(
            """
            1:10+3 "one" is not a value: a text stands between quotes | if a text is meant, write "one"
            3:8+10 dns.mode: "forwards" is not an allowed value | did you mean "forward"? Allowed: "recursive", "provider", "forward", "tls"
            4:18+1 the list that begins in line 4 goes on with a quote " | a comma stands between two values of a list, and ] ends it
            """,
            Read.Errors("schema = one\n[dns]\nmode = \"forwards\"\nupstreams = [\"a\" \"b\"]\n"));
    }

    private static string Unescape(string line) => line.Replace("\\\\", "\u0001").Replace("\\n", "\n").Replace('\u0001', '\\');
}
