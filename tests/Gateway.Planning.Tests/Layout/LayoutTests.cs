using System.Text.RegularExpressions;
using Gateway.Planning.Services;

namespace Gateway.Planning.Tests.Layout;

/// <summary>The rules by which a daemon gets its place, kept true.</summary>
public sealed partial class LayoutTests
{
    private const int MaxLines = 400;

    private static readonly string[] BannedFolders = ["Common", "Extensions", "Helpers", "Utilities", "Utils", "Misc", "Shared"];

    public static TheoryData<string> ServiceFolders() =>
        [.. Directory.GetDirectories(ProjectRoot.PathOf("agent", "Gateway.Planning", "Services")).Select(static folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(ServiceFolders))]
    public void A_service_folder_has_its_config_its_planner_and_its_test(string name)
    {
        Assert.True(File.Exists(ProjectRoot.PathOf("agent", "Gateway.Planning", "Services", name, $"{name}Config.cs")));
        Assert.True(File.Exists(ProjectRoot.PathOf("agent", "Gateway.Planning", "Services", name, $"{name}Planner.cs")));
        Assert.True(File.Exists(ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", "Services", name, $"{name}PlannerTests.cs")));
    }

    [Theory]
    [MemberData(nameof(ServiceFolders))]
    public void A_planner_is_in_the_catalog(string name) => Assert.Contains(
        $"{name}Planner",
        File.ReadAllText(ProjectRoot.PathOf("agent", "Gateway.Planning", "Services", "ServiceCatalog.cs")));

    [Fact]
    public void Every_package_that_a_planner_needs_is_in_the_containers_list()
    {
        var listed = File.ReadAllLines(ProjectRoot.PathOf("image", "stack", "packages.list"))
            .Where(static line => line.Length > 0 && !line.StartsWith('#'));

        Assert.Empty(ServiceCatalog.DebianPackages.Except(listed));
    }

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.DoesNotContain(
        SourceFiles(),
        static file => File.ReadLines(file).Count() > MaxLines);

    [Fact]
    public void A_folder_is_its_namespace()
    {
        var misplaced = SourceFiles().Where(static file =>
        {
            var declared = NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value;
            return declared.Length > 0 && declared != NamespaceOf(file);
        });

        Assert.Empty(misplaced);
    }

    [Fact]
    public void No_folder_is_a_catch_all() => Assert.DoesNotContain(
        SourceFiles(),
        static file => Path.GetDirectoryName(file)!.Split('/').Intersect(BannedFolders).Any());

    private static string NamespaceOf(string file)
    {
        var parts = Path.GetRelativePath(ProjectRoot.Folder, Path.GetDirectoryName(file)!).Split('/');
        return string.Join('.', parts.Skip(1));
    }

    private static IEnumerable<string> SourceFiles() =>
        new[] { "agent", "build", "tests" }
            .Select(static folder => ProjectRoot.PathOf(folder))
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains("/obj/") && !file.Contains("/bin/"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
