namespace Gateway.Agent.Files;

/// <summary>Names and numbers of users and groups, read from <c>/etc/passwd</c> and <c>/etc/group</c> whenever they are asked for.</summary>
public sealed class AccountNames(string passwdPath = "/etc/passwd", string groupPath = "/etc/group")
{
    public uint UserId(string name) => Id(name, passwdPath, "user");
    public uint GroupId(string name) => Id(name, groupPath, "group");

    /// <summary>The number itself when no name is known for it.</summary>
    public string UserName(uint id) => Name(id, passwdPath);

    /// <inheritdoc cref="UserName"/>
    public string GroupName(uint id) => Name(id, groupPath);

    private static uint Id(string name, string path, string kind)
    {
        foreach (var (entry, id) in Entries(path))
        {
            if (entry == name)
                return id;
        }
        return uint.TryParse(name, out var number)
            ? number
            : throw new IOException($"there is no {kind} '{name}' in {path}: is the package that makes it installed?");
    }

    private static string Name(uint id, string path)
    {
        foreach (var (entry, number) in Entries(path))
        {
            if (number == id)
                return entry;
        }
        return id.ToString();
    }

    private static IEnumerable<(string Name, uint Id)> Entries(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(':');
            if (fields.Length >= 3 && uint.TryParse(fields[2], out var id))
                yield return (fields[0], id);
        }
    }
}
