using System.Text;
using Gateway.Planning.Configuration;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Tests.Configuration;

public sealed class ShippedConfigurationTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(ProjectRoot.PathOf("image", "config", "gateway.toml"));
    private static readonly byte[] Readme = File.ReadAllBytes(ProjectRoot.PathOf("image", "config", "README.txt"));

    private static string Uncommented => string.Join('\n', Encoding.ASCII.GetString(Shipped).Split('\n').Select(Uncomment));

    [Fact]
    public void The_shipped_file_is_good_and_names_no_card()
    {
        var result = ConfigurationReader.Read(Shipped);
        Assert.Empty(result.Errors);
        Assert.Null(result.Config!.Outside.Nic);
        Assert.Null(result.Config.Inside.Nic);
    }

    [Fact]
    public void The_shipped_file_is_good_with_every_comment_taken_away_from_a_setting() =>
        Assert.Equal("", Read.Rendered(Uncommented));

    [Fact]
    public void The_shipped_file_shows_every_setting_with_its_default_or_else_its_example()
    {
        var root = TomlReader.Read(Encoding.ASCII.GetBytes(Uncommented)).Root;
        var shown = Settings(root, "").ToLookup(static pair => pair.Key, static pair => pair.Value);

        // What stands below a segment is the same as below the inside.
        // An address stands in the place of the provider's DHCP, which the file shows.
        string[] either = ["outside.ipv4", "outside.gateway"];
        var expected = ConfigurationSchema.Tables.Where(static table => !table.Name.StartsWith("segment.NAME.", StringComparison.Ordinal))
            .SelectMany(table => table.Settings.Select(setting => (Path: table.PathOf(setting.Key).Replace("segment.NAME", "segment.guest", StringComparison.Ordinal), Value: setting.Default ?? setting.Example)));
        foreach (var (path, value) in expected.Where(setting => !either.Contains(setting.Path)))
        {
            Assert.Contains($"{path} = {value}", shown[path].Select(line => $"{path} = {line}"));
        }
    }

    [Fact]
    public void Both_files_are_plain_ascii_that_every_editor_shows_alike()
    {
        Assert.DoesNotContain(Shipped, b => b is not ((byte)'\n' or (>= 0x20 and < 0x7F)));
        Assert.DoesNotContain(Readme, b => b is not ((byte)'\r' or (byte)'\n' or (>= 0x20 and < 0x7F)));
    }

    [Fact]
    public void The_readme_has_line_ends_of_windows_and_shows_what_an_error_really_looks_like()
    {
        var text = Encoding.ASCII.GetString(Readme);
        Assert.Equal(text, text.Replace("\r\n", "\n").Replace("\n", "\r\n"));
        var error = Read.Rendered("schema = 1" + new string('\n', 10) + "[outside]\nmodee = \"dhcp\"\n");
        Assert.Contains(string.Join("\r\n", error.TrimEnd('\n').Split('\n').Select(line => "    " + line)), text);
    }

    /// <summary>A # directly before a word or a bracket stands before a setting, a # with a blank after it before prose.</summary>
    private static string Uncomment(string line) =>
        line.Length > 1 && line[0] == '#' && (char.IsAsciiLetterLower(line[1]) || line[1] == '[') ? line[1..] : line;

    private static IEnumerable<KeyValuePair<string, string>> Settings(TomlTable table, string prefix)
    {
        var lines = Uncommented.Split('\n');
        foreach (var entry in table.Entries)
        {
            var path = prefix + entry.Key.Name;
            IReadOnlyList<TomlValue> values = entry.Value is TomlArray { IsOfTables: true } list ? list.Items : [entry.Value];
            if (values.OfType<TomlTable>().ToArray() is { Length: > 0 } inner)
            {
                foreach (var setting in inner.SelectMany(table => Settings(table, path + ".")))
                {
                    yield return setting;
                }
            }
            else
            {
                yield return new(path, lines[entry.Value.Span.Line - 1].Substring(entry.Value.Span.Column - 1, entry.Value.Span.Length));
            }
        }
    }
}
