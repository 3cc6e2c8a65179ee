using System.Collections.Immutable;
using System.Text;
using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>References to secrets that the device keeps, by the only key that takes one so far and by every one that will.</summary>
public sealed class SecretReferenceTests
{
    private const string Hash = "$y$j9T$IFWv4h9RTucTByZ6ah/Gl1$GmFSeZ2Z83Qt.ZzShAYJtbOBo0ZVGkF.mf51qiKNUb1";
    private const string Text = "schema = 1\n[system]\nconsole-password-hash = \"secret:console\"\n";

    private static readonly KnownSecrets Nothing = new(ImmutableDictionary<string, Secret>.Empty);

    [Fact]
    public void A_reference_stands_for_the_secret_and_is_listed()
    {
        var read = ConfigurationReader.Read(Encoding.UTF8.GetBytes(Text), Nothing.With("console", new Secret(Hash)));

        Assert.Equal(Hash, read.Config!.Console.PasswordHash!.Reveal());
        Assert.Equal([new SecretReference("system.console-password-hash", "console")], read.References);
    }

    [Fact]
    public void A_secret_that_is_not_there_is_named_with_its_place_and_the_command() => Assert.Equal(
        """
        gateway.toml:3:25: system.console-password-hash: there is no secret "console" on this gateway
            3 | console-password-hash = "secret:console"
              |                         ^^^^^^^^^^^^^^^^
          hint: set it on the gateway: `gateway secret set console` asks for its value

        """,
        Rendered(Text, Nothing));

    [Fact]
    public void A_secret_that_the_key_does_not_take_is_an_error_that_does_not_show_it()
    {
        var rendered = Rendered(Text, Nothing.With("console", new Secret("hunter2")));

        Assert.StartsWith("gateway.toml:3:25: system.console-password-hash: the secret \"console\" does not fit: it is not a password hash", rendered, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", rendered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret:")]
    [InlineData("secret:Hunter2")]
    [InlineData("secret:hunter2 ")]
    [InlineData("secret:-hunter2")]
    [InlineData("secret:../hunter2")]
    public void What_is_no_name_is_refused_and_not_shown(string value)
    {
        var rendered = Rendered(Text.Replace("secret:console", value, StringComparison.Ordinal), KnownSecrets.None);

        Assert.Contains("3:25: system.console-password-hash: what follows secret: is not the name of a secret", rendered, StringComparison.Ordinal);
        Assert.DoesNotContain("unter2", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_can_tell_a_reference_is_no_error_and_opens_nothing()
    {
        var read = ConfigurationReader.Read(Encoding.UTF8.GetBytes(Text));

        Assert.Equal(Secret.Unknown, read.Config!.Console.PasswordHash);
    }

    [Fact]
    public void What_runs_goes_on_without_a_secret_that_was_lost_or_does_not_fit_any_more()
    {
        Assert.Equal(Secret.Unknown, Lenient(Nothing).Console.PasswordHash);
        Assert.Equal(Secret.Unknown, Lenient(Nothing.With("console", new Secret("hunter2"))).Console.PasswordHash);
        Assert.Equal(Hash, Lenient(Nothing.With("console", new Secret(Hash))).Console.PasswordHash!.Reveal());

        static GatewayConfig Lenient(KnownSecrets known) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(Text), known with { AreAll = false }).Config!;
    }

    [Fact]
    public void Every_key_that_takes_a_secret_takes_a_reference_and_says_so()
    {
        var settings = ConfigurationSchema.Tables.SelectMany(static table => table.Settings.Select(setting => (Table: table, Setting: setting))).Where(static pair => pair.Setting.IsSecret).ToArray();

        Assert.NotEmpty(settings);
        Assert.All(settings, static pair =>
        {
            Assert.EndsWith("or secret:NAME", pair.Setting.Limits, StringComparison.Ordinal);
            Assert.Equal("x", Assert.Single(Read.Text($"schema = 1\n{pair.Table.Title}\n{pair.Setting.Key} = \"secret:x\"\n").References).Name);
        });
    }

    private static string Rendered(string text, KnownSecrets known)
    {
        var file = Encoding.UTF8.GetBytes(text);
        return ConfigurationErrorText.Render("gateway.toml", file, ConfigurationReader.Read(file, known).Errors);
    }
}
