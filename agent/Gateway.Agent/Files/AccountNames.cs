namespace Gateway.Agent.Files;

/// <summary>Names and numbers of users and groups, from <c>/etc/passwd</c> and <c>/etc/group</c>, which are read again when they have changed.</summary>
public sealed class AccountNames(string passwdPath = "/etc/passwd", string groupPath = "/etc/group")
{
    private readonly AccountFile _users = new(passwdPath, "user");
    private readonly AccountFile _groups = new(groupPath, "group");

    public uint UserId(string name) => _users.Id(name);
    public uint GroupId(string name) => _groups.Id(name);

    /// <summary>The number itself when no name is known for it.</summary>
    public string UserName(uint id) => _users.Name(id);

    /// <inheritdoc cref="UserName"/>
    public string GroupName(uint id) => _groups.Name(id);

    private sealed class AccountFile(string path, string kind)
    {
        private Content? _read;

        public uint Id(string name) =>
            Entries().Where(entry => entry.Name == name).Select(static entry => (uint?)entry.Id).FirstOrDefault()
            ?? (uint.TryParse(name, out var number)
                ? number
                : throw new IOException($"there is no {kind} '{name}' in {path}: is the package that makes it installed?"));

        public string Name(uint id) => Entries().FirstOrDefault(entry => entry.Id == id).Name ?? id.ToString();

        private (string Name, uint Id)[] Entries()
        {
            var changed = File.GetLastWriteTimeUtc(path);
            var read = _read;
            if (read is null || read.Changed != changed)
                _read = read = new Content(changed, [.. Parse(File.ReadLines(path))]);
            return read.Entries;
        }

        private static IEnumerable<(string Name, uint Id)> Parse(IEnumerable<string> lines)
        {
            foreach (var line in lines)
            {
                var fields = line.Split(':');
                if (fields.Length >= 3 && uint.TryParse(fields[2], out var id))
                    yield return (fields[0], id);
            }
        }

        private sealed record Content(DateTime Changed, (string Name, uint Id)[] Entries);
    }
}
