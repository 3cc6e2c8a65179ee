using Gateway.Planning.Generations;
using static Gateway.Planning.Tests.Generations.GenerationSamples;

namespace Gateway.Planning.Tests.Generations;

public sealed class ConfirmTimerTests
{
    private static readonly ConfirmTimer Timer = ConfirmTimer.Start(2, TimeSpan.FromSeconds(60), At(100));

    [Theory]
    [InlineData(100, 60)]
    [InlineData(130, 30)]
    [InlineData(160, 0)]
    [InlineData(500, 0)]
    public void It_runs_by_the_time_since_boot(double seconds, double remaining) =>
        Assert.Equal(remaining, Timer.Remaining(At(seconds)).TotalSeconds);

    [Theory]
    [InlineData(1970)]
    [InlineData(2100)]
    public void In_the_same_boot_a_jump_of_the_wall_clock_changes_nothing(int year) =>
        Assert.Equal(30, Timer.Remaining(At(130, wall: new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero))).TotalSeconds);

    [Fact]
    public void After_a_reboot_the_rest_of_the_time_runs_on_by_the_wall_clock() =>
        Assert.Equal(15, Timer.Remaining(At(20, "boot-2", wall: Noon + TimeSpan.FromSeconds(145))).TotalSeconds);

    [Fact]
    public void After_a_long_time_without_power_it_is_due_at_once() =>
        Assert.True(Timer.IsDue(At(5, "boot-2", wall: Noon + TimeSpan.FromHours(3))));

    [Fact]
    public void After_a_reboot_with_the_clock_set_back_it_is_due_once_its_length_has_passed()
    {
        var past = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(40, Timer.Remaining(At(20, "boot-2", wall: past)).TotalSeconds);
        Assert.True(Timer.IsDue(At(60, "boot-2", wall: past)));
    }
}
