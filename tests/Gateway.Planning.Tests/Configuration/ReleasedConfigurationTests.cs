using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>Acceptance check 57: a file of every release is kept with what it means to the container, and means the same to this one.</summary>
public sealed class ReleasedConfigurationTests
{
    private const string Folder = "Configuration/Released";

    public static TheoryData<string> Releases() =>
        [.. Directory.GetDirectories(ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", Folder)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Releases))]
    public void The_file_of_a_release_means_what_it_meant(string release)
    {
        var file = File.ReadAllBytes(ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", Folder, release, "gateway.toml"));
        var read = ConfigurationReader.Read(file);
        Assert.Empty(read.Errors);
        var desired = HostSamples.Plan(read.Config!, HostSamples.First, HostSamples.Second);

        ExpectedText.Matches($"{Folder}/{release}/stack.json", StackDocumentJson.ToText(desired.Stack!));
    }

    /// <summary>Whoever releases a version with another schema adds its file here.</summary>
    [Fact]
    public void Every_schema_that_this_release_reads_has_a_file() => Assert.Contains(
        $"schema = {ConfigurationSchema.Current}",
        Releases().SelectMany(static row => File.ReadAllLines(ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", Folder, row.Data, "gateway.toml"))));
}
