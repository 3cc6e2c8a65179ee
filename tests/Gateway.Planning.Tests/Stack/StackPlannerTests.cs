using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

public sealed class StackPlannerTests
{
    public static TheoryData<string> Samples() => [.. StackSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_same_document_gives_the_same_files(string sample)
    {
        var first = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed);
        var second = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed);

        Assert.Equal(
            first.Files.Select(static file => (file.Path, file.Content)),
            second.Files.Select(static file => (file.Path, file.Content)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_file_and_unit_belongs_to_one_service(string sample)
    {
        var desired = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed);

        Assert.Equal(desired.Services.SelectMany(static service => service.Files), desired.Files);
        Assert.Equal(desired.Services.SelectMany(static service => service.Units), desired.Units);
        Assert.Distinct(desired.Files.Select(static file => file.Path));
        Assert.Distinct(desired.Units.Select(static unit => unit.Name));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_unit_that_runs_finds_every_file_that_it_watches(string sample)
    {
        var desired = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed);
        var files = desired.Files.Select(static file => file.Path).ToHashSet();

        Assert.All(
            desired.Units.Where(static unit => unit.Goal == UnitGoal.Running),
            unit => Assert.All(unit.ReloadOn.Concat(unit.RestartOn), path => Assert.Contains(path, files)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_service_that_runs_has_a_probe(string sample)
    {
        var services = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed).Services;

        Assert.All(
            services.Where(static service => service.Enabled && !service.Units.IsEmpty),
            static service => Assert.False(service.Probes.IsEmpty));
    }

    [Fact]
    public void The_same_units_are_named_whatever_is_switched_off() => Assert.Equal(
        Units(StackSamples.Default),
        Units(StackSamples.EverythingOff));

    private static IEnumerable<string> Units(StackDocument document) =>
        StackPlanner.Plan(document, StackSamples.Observed).Units.Select(static unit => unit.Name);
}
