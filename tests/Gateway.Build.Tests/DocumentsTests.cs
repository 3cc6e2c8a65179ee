using System.Text.RegularExpressions;

namespace Gateway.Build.Tests;

public sealed partial class DocumentsTests
{
    private static readonly string Root = FindRoot();
    private static readonly string ReadMe = Path.Combine(Root, "README.md");

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(Root, path))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file_of_the_tree(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, document))!;
        var broken = LinksOf(document).Where(link => !Path.Exists(Path.Combine(folder, link)));

        Assert.Empty(broken);
    }

    [Fact]
    public void The_readme_leads_to_other_documents() =>
        Assert.Contains("docs/gateway.toml.md", LinksOf("README.md"));

    [Fact]
    public void The_readme_lists_exactly_the_targets_of_the_build()
    {
        var listed = ReadMeTable("| target |").Select(static row => row.Split('`')[1]);

        Assert.Equal(Targets().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_target_that_the_readme_names_is_one_of_the_build()
    {
        var named = TargetOption().Matches(File.ReadAllText(ReadMe)).Select(static match => match.Groups["name"].Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(Targets(), named);
    }

    [Fact]
    public void Every_option_in_the_readme_is_read_by_the_build_and_the_other_way_round()
    {
        var listed = ReadMeTable("| option |").Select(static row => OptionName().Match(row).Groups["name"].Value);
        var read = BuildArgument().Matches(BuildScript()).Select(static match => match.Groups["name"].Value).Where(static name => name != "target");

        Assert.Equal(read.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_names_every_package_that_the_build_installs()
    {
        var packages = InstalledPackage().Matches(File.ReadAllText(Path.Combine(Root, "build.sh"))).Select(static match => match.Groups["name"].Value).ToList();
        var text = File.ReadAllText(ReadMe);

        Assert.NotEmpty(packages);
        Assert.All(packages, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    private static HashSet<string> Targets()
    {
        var targets = Task().Matches(BuildScript()).Select(static match => match.Groups["name"].Value).ToHashSet();
        Assert.NotEmpty(targets);
        return targets;
    }

    private static string BuildScript() => File.ReadAllText(Path.Combine(Root, "build.cake"));

    /// <summary>The rows of the table that begins with this heading.</summary>
    private static List<string> ReadMeTable(string heading)
    {
        var rows = File.ReadLines(ReadMe)
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>Targets of links without their fragments; what stands in blocks of code is no link.</summary>
    private static List<string> LinksOf(string document)
    {
        var prose = CodeBlock().Replace(File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n"), "");
        return
        [
            .. Link().Matches(prose)
                .Select(static match => match.Groups["inline"].Value + match.Groups["reference"].Value)
                .Where(static link => !link.Contains(':', StringComparison.Ordinal))
                .Select(static link => link.Split('#')[0])
                .Where(static link => link.Length > 0),
        ];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "build.cake")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Looking for the project's root found no build.cake in or above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }

    [GeneratedRegex(@"\]\((?<inline>[^)\s]+)\)|^\[[^\]]+\]:\s+(?<reference>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *```.*?^ *```[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^Task\(""(?<name>\w+)""\)", RegexOptions.Multiline)]
    private static partial Regex Task();

    [GeneratedRegex(@"--target=(?<name>\w+)")]
    private static partial Regex TargetOption();

    [GeneratedRegex(@"`--(?<name>[\w-]+)")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"(Argument(<\w+>)?|\bFlag)\(""(?<name>[\w-]+)""")]
    private static partial Regex BuildArgument();

    [GeneratedRegex(@"^  \[[^\]]+\]=(?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex InstalledPackage();
}
