namespace Gateway.Agent.Tests.Documents;

/// <summary>The folder of Gateway.sln, found by walking up from the test's own folder.</summary>
internal static class ProjectRoot
{
    public static string PathOf(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "Gateway.sln")))
                return Path.Join(folder.FullName, path);
        }
        throw new InvalidOperationException(
            $"looking for the project's root: no Gateway.sln in or above {AppContext.BaseDirectory}; run the tests from a checkout");
    }
}
