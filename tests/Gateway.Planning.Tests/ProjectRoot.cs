namespace Gateway.Planning.Tests;

/// <summary>The folder of Gateway.sln, found by walking up from the test's own folder.</summary>
public static class ProjectRoot
{
    public static string Folder { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"looking for the project's root: no Gateway.sln in or above {AppContext.BaseDirectory}; run the tests from a checkout");
    }
}
