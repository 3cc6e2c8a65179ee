using Gateway.Agent.Reconcile;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Reconcile;

public sealed class WholeGenerationTests : IDisposable
{
    private readonly TemporaryDirectory _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void What_boots_is_no_switch_and_what_serves_is_one_also_for_a_new_agent()
    {
        var first = new WholeGeneration(_run.At("whole"));
        Assert.False(first.IsSwitch(4));
        first.Keep(4);
        Assert.False(first.IsSwitch(4));

        var second = new WholeGeneration(_run.At("whole"));
        Assert.True(second.IsSwitch(5));
        Assert.False(second.IsSwitch(4));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void A_file_that_was_cut_off_is_none(string text) =>
        Assert.False(new WholeGeneration(_run.Write("whole", text)).IsSwitch(5));
}
