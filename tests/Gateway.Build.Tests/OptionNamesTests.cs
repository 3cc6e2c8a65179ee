namespace Gateway.Build.Tests;

public sealed class OptionNamesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true, "")]
    [InlineData(true, "false", null)]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    [InlineData(false, "true", "False")]
    public void An_option_that_is_switched_off_is_off(bool isOn, params string?[] values) => Assert.Equal(isOn, OptionNames.IsOn("locked", values));

    [Fact]
    public void An_option_that_is_neither_on_nor_off_is_refused() =>
        Assert.Contains("--locked=maybe", Assert.Throws<BuildException>(static () => OptionNames.IsOn("locked", ["maybe"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistyped_option_is_refused_with_those_that_there_are()
    {
        OptionNames.RequireKnown(["target", "locked", "description"]);

        var error = Assert.Throws<BuildException>(static () => OptionNames.RequireKnown(["target", "lockd"]));

        Assert.Contains("--lockd is no option", error.Message, StringComparison.Ordinal);
        Assert.Contains("--locked", error.Message, StringComparison.Ordinal);
    }
}
