using Gateway.Planning.Desired;

namespace Gateway.Agent.Files;

/// <summary>Copies of files about to be written, in a directory of their own, for their daemons to check.</summary>
internal sealed class FileStaging(string directory, AccountNames accounts)
{
    private const string PathEnd = "./-_";

    public string PathOf(ManagedFile file) => Path.Join(directory, file.Path);

    public void Write(IReadOnlyCollection<ManagedFile> files)
    {
        Clear();
        foreach (var file in files)
        {
            var owner = (accounts.UserId(file.Owner), accounts.GroupId(file.Group));
            AtomicFile.Write(PathOf(file), Redirect(file.Content, files), file.Mode, owner);
        }
    }

    public void Clear()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>A file that names another one of the same turn is checked against that one's staged copy: the real one may not exist yet.</summary>
    private string Redirect(string content, IReadOnlyCollection<ManagedFile> files)
    {
        foreach (var file in files.OrderByDescending(static file => file.Path.Length))
            content = Replace(content, file.Path, PathOf(file));
        return content;
    }

    private static string Replace(string content, string path, string staged)
    {
        for (var at = content.IndexOf(path, StringComparison.Ordinal);
             at >= 0;
             at = content.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            if (!IsWhole(content, at, path.Length))
                continue;
            content = string.Concat(content.AsSpan(0, at), staged, content.AsSpan(at + path.Length));
            at += staged.Length - 1;
        }
        return content;
    }

    private static bool IsWhole(string content, int at, int length) =>
        !(at > 0 && IsPathCharacter(content[at - 1])) &&
        !(at + length < content.Length && IsPathCharacter(content[at + length]));

    private static bool IsPathCharacter(char c) => char.IsLetterOrDigit(c) || PathEnd.Contains(c);
}
