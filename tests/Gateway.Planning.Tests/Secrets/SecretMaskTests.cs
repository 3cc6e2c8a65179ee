using System.Text.Json;
using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Tests.Secrets;

public sealed class SecretMaskTests
{
    private const string Hash = "$6$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40";

    [Theory]
    [InlineData("console-password-hash = \"hunter2\" # mine", "console-password-hash = (secret) # mine")]
    [InlineData("console-password-hash = \"secret:console\" # mine", "console-password-hash = \"secret:console\" # mine")]
    [InlineData("{\"console-password-hash\":\"secret:console\",\"next\":5}", "{\"console-password-hash\":\"secret:console\",\"next\":5}")]
    [InlineData("console-password-hash = \"secret:Hunter2\"", "console-password-hash = (secret)")]
    [InlineData("password = secret:hunter2", "password = (secret)")]
    [InlineData("console-password = hunter2 and more", "console-password = (secret)")]
    [InlineData("Console_Password = “hunter2”", "Console_Password = (secret)")]
    [InlineData("password = \"hun\\\"ter2\"", "password = (secret)")]
    [InlineData("# psk = 'hunter2'", "# psk = (secret)")]
    [InlineData("tokens = [\"hunter2\", \"more\"]", "tokens = (secret)")]
    [InlineData("pin-password = 1234, next = 5", "pin-password = (secret), next = 5")]
    [InlineData("password = \"hun\"ter2\"", "password = (secret)")]
    [InlineData("{\"secret\":\"hunter2\",\"next\":5}", "{\"secret\":(secret),\"next\":5}")]
    [InlineData("started with --password hunter2 --verbose", "started with --password (secret) --verbose")]
    [InlineData("started with --api-key=hunter2", "started with --api-key=(secret)")]
    [InlineData("Authorization: Bearer hunter2", "Authorization: (secret)")]
    [InlineData("GET https://user:hunter2@host/", "GET https://user:(secret)@host/")]
    [InlineData("root:" + Hash + ":19000:0", "root:(secret):19000:0")]
    [InlineData("Failed password for root from 192.168.4.60 port 40000 ssh2", "Failed password for root from 192.168.4.60 port 40000 ssh2")]
    [InlineData("PasswordAuthentication no", "PasswordAuthentication no")]
    [InlineData("nic = \"mac:52:54:00:12:34:56\"", "nic = \"mac:52:54:00:12:34:56\"")]
    public void What_has_the_form_of_a_secret_goes(string text, string shown) => Assert.Equal(shown, SecretMask.ByForm.Apply(text));

    [Fact]
    public void A_private_key_goes_and_the_lines_behind_it_stay_where_they_were()
    {
        var text = "a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nhunter2\n-----END OPENSSH PRIVATE KEY-----\nb\n";

        Assert.Equal("a\n(secret)\n\n\n\nb\n", SecretMask.ByForm.Apply(text));
    }

    [Fact]
    public void A_value_over_several_lines_goes_as_a_whole() =>
        Assert.Equal("password = (secret)\n\nnext = 1\n", SecretMask.ByForm.Apply("password = \"\"\"hun\nter2\"\"\"\nnext = 1\n"));

    [Fact]
    public void A_known_secret_goes_wherever_and_however_it_stands()
    {
        const string secret = "cor\"rect <horse>";
        var mask = new SecretMask([secret]);

        Assert.Equal("x (secret) y", mask.Apply($"x {secret} y"));
        Assert.Equal("\"(secret)\"", mask.Apply(JsonSerializer.Serialize(secret)));
        Assert.Equal("note = \"(secret)\"", mask.Apply("note = \"cor\\\"rect <horse>\""));
    }

    [Theory]
    [InlineData("password = \"hunter2 and more\"")]
    [InlineData("password=hunter2-and-more")]
    public void A_known_secret_at_its_beginning_gives_no_other_one_away(string text) =>
        Assert.DoesNotContain("more", new SecretMask(["hunter2"]).Apply(text), StringComparison.Ordinal);

    [Fact]
    public void Masking_twice_changes_nothing_more()
    {
        var once = SecretMask.ByForm.Apply($"password = \"hunter2\"\nhash {Hash}\n");

        Assert.Equal(once, SecretMask.ByForm.Apply(once));
        Assert.Empty(SecretMask.Find(once));
    }

    [Fact]
    public void A_long_word_takes_no_long_time() =>
        Assert.Equal(1_200_000, SecretMask.ByForm.Apply(string.Concat(Enumerable.Repeat("token", 200_000)) + new string('a', 200_000)).Length);

    [Fact]
    public void Every_secret_setting_has_a_key_that_is_taken_for_a_secrets()
    {
        var secrets = ConfigurationSchema.Tables.SelectMany(static table => table.Settings).Where(static setting => setting.IsSecret).ToArray();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, static setting => Assert.Equal($"{setting.Key} = (secret)", SecretMask.ByForm.Apply($"{setting.Key} = \"x y\"")));
    }

    [Fact]
    public void A_secret_does_not_print_itself()
    {
        var config = new GatewayConfig { Console = new ConsoleConfig { PasswordHash = new Secret("hunter2") } };

        Assert.DoesNotContain("hunter2", $"{config} {config.Console} {config.Console.PasswordHash} {JsonSerializer.Serialize(config)}", StringComparison.Ordinal);
        Assert.Equal(new Secret("a"), new Secret("a"));
        Assert.NotEqual(new Secret("a"), new Secret("b"));
    }
}
