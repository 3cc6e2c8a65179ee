namespace Gateway.Build.Tests;

public sealed class OptionNamesTests
{
    [Fact]
    public void A_mistyped_option_is_refused_with_those_that_there_are()
    {
        OptionNames.RequireKnown(["target", "locked", "description"]);

        var error = Assert.Throws<BuildException>(static () => OptionNames.RequireKnown(["target", "lockd"]));

        Assert.Contains("--lockd is no option", error.Message, StringComparison.Ordinal);
        Assert.Contains("--locked", error.Message, StringComparison.Ordinal);
    }
}
