namespace Gateway.Planning.Tests;

/// <summary>Compares rendered text with the file that the repository expects, and keeps what was rendered where it differs.</summary>
public static class ExpectedText
{
    /// <param name="path">Below the test project, such as <c>Services/Kea/Expected/default.conf</c>.</param>
    /// <param name="actual">What was rendered.</param>
    public static void Matches(string path, string actual) => MatchesFile($"tests/Gateway.Planning.Tests/{path}", actual);

    /// <param name="path">Below the project's root.</param>
    /// <param name="actual">What was rendered.</param>
    public static void MatchesFile(string path, string actual)
    {
        var file = ProjectRoot.PathOf(path);
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected != actual)
        {
            var kept = ProjectRoot.PathOf("artifacts", "rendered", path);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.WriteAllText(kept, actual);
            Assert.True(expected is not null, $"{path} is not there; what was rendered is kept in {kept}, read it and copy it");
        }

        Assert.Equal(expected, actual);
    }
}
