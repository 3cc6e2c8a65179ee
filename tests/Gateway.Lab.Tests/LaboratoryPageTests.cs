namespace Gateway.Lab.Tests;

/// <summary>The example of docs/laboratory.md is a test that runs.</summary>
public sealed class LaboratoryPageTests
{
    [Fact]
    public void The_worked_example_is_the_test_that_it_names()
    {
        var root = Root();
        var page = File.ReadAllText(Path.Combine(root, "docs", "laboratory.md"));
        var example = page.Split("```csharp\n")[1].Split("```\n")[0];

        Assert.Equal(File.ReadAllText(Path.Combine(root, "tests", "Gateway.Boot.Tests", "Faults", "ExampleTests.cs")), example);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no Gateway.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
