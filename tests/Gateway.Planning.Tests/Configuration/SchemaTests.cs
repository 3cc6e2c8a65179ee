using System.Text.Json;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class SchemaTests
{
    private static readonly string Page = File.ReadAllText(ProjectRoot.PathOf("docs", "gateway.toml.md"));

    public static TheoryData<string> SettingPaths =>
        [.. ConfigurationSchema.Tables.SelectMany(table => table.Settings.Select(setting => table.PathOf(setting.Key))).Where(path => path != "schema")];

    [Theory]
    [MemberData(nameof(SettingPaths))]
    public void The_default_in_the_schema_is_the_default_in_the_code(string path)
    {
        var (table, setting) = Find(path);
        Assert.True(setting.Default is null != setting.WhenUnset is null, "either a default or what holds without");
        if (setting.Default is not null)
        {
            var without = table.IsList || IsOfSegment(table) ? Header(table, setting) : "";
            Assert.Equal(Json(Read.Good(without)), Json(Read.Good($"{Header(table, setting)}{setting.Key} = {setting.Default}\n")));
        }
    }

    [Theory]
    [MemberData(nameof(SettingPaths))]
    public void Every_example_is_good(string path)
    {
        var (table, setting) = Find(path);
        Assert.NotNull(Read.Good($"{Header(table, setting)}{Companion(path)}{setting.Key} = {setting.Example}\n"));
    }

    [Theory]
    [MemberData(nameof(SettingPaths))]
    public void A_table_where_a_value_is_meant_is_an_error_of_type(string path)
    {
        var (table, setting) = Find(path);
        var error = Assert.Single(Read.Text($"schema = 1\n{Header(table, setting)}{setting.Key} = {{}}\n").Errors);
        Assert.StartsWith(Named(table.IsList ? $"{table.Name}[1].{setting.Key}: " : $"{path}: "), error.Message);
        Assert.EndsWith(" is expected, but a table was found", error.Message);
    }

    [Theory]
    [MemberData(nameof(SettingPaths))]
    public void A_slip_in_a_key_names_the_key_that_is_meant(string path)
    {
        var (table, setting) = Find(path);
        var error = Assert.Single(Read.Text($"schema = 1\n{Header(table, setting)}{setting.Key}x = 1\n").Errors);
        Assert.Equal($"unknown key \"{setting.Key}x\" in {table.Title}", error.Message);
        Assert.Equal($"did you mean \"{setting.Key}\"?", error.Hint);
    }

    [Fact]
    public void The_page_documents_every_table_and_key_as_the_schema_has_it_and_no_other()
    {
        var documented = Page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("| `", StringComparison.Ordinal));
        var expected = ConfigurationSchema.Tables.SelectMany(table => table.Settings.Select(Row).Prepend(Heading(table)));
        Assert.Equal(string.Join('\n', expected), string.Join('\n', documented.Where(line => !line.StartsWith("## About", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_example_of_the_page_is_good()
    {
        var examples = Page.Split("```toml\n").Skip(1).Select(part => part.Split("```")[0]).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Equal("", Read.Rendered(example)));
    }

    [Fact]
    public void The_nearest_word_counts_swaps_and_gives_up_on_strangers()
    {
        Assert.Equal(1, NearestWord.Distance("mdoe", "mode"));
        Assert.Equal(3, NearestWord.Distance("kitten", "sitting"));
        Assert.Equal("upstreams", NearestWord.Of("Upstream", ["mode", "upstreams"]));
        Assert.Equal("lease-time", NearestWord.Of("lease_time", ["lease-time"]));
        Assert.Null(NearestWord.Of("vlan", ["nic", "mac", "mode"]));
        Assert.Null(NearestWord.Of(new string('m', 100_000), ["mode"]));
    }

    private static (SettingTable Table, Setting Setting) Find(string path) =>
        ConfigurationSchema.Tables.SelectMany(table => table.Settings.Select(setting => (table, setting))).Single(pair => pair.table.PathOf(pair.setting.Key) == path);

    /// <summary>The table's header and, but for the setting itself, what must stand below it; first the segment that a table is of.</summary>
    private static string Header(SettingTable table, Setting setting) => Named(string.Concat(
        table.Settings.Where(other => other.IsRequired && other != setting).Select(static other => $"{other.Key} = {other.Example}\n").Prepend($"{(IsOfSegment(table) && !table.IsNamed ? Segment : "")}{table.Title}\n{Identity(table, setting)}")));

    private const string Segment = "[segment.NAME]\nvlan = 20\nipv4 = \"192.168.20.1/24\"\n";

    private static bool IsOfSegment(SettingTable table) => table.Name.StartsWith("segment.", StringComparison.Ordinal);

    private static string Named(string text) => text.Replace("segment.NAME", "segment.guest", StringComparison.Ordinal);

    /// <summary>Which option of DHCP it is, for all but what says so.</summary>
    private static string Identity(SettingTable table, Setting setting) => (table.Name.EndsWith(".dhcp.option", StringComparison.Ordinal), setting.Key) switch
    {
        (true, "code") => "type = \"ipv4-address\"\n",
        (true, "type") => "code = 150\n",
        (true, not "name") => "name = \"tftp-server-name\"\n",
        _ => "",
    };

    /// <summary>What an example needs beside it.</summary>
    private static string Companion(string path) => path switch
    {
        "dns.upstreams" => "mode = \"forward\"\n",
        "registry.docker-hub.username" or "registry.mirror.username" => "password = \"secret:docker-hub\"\n",
        "registry.docker-hub.password" or "registry.mirror.password" => "username = \"example\"\n",
        "dns.block-list.name" => "file = \"office.txt\"\n",
        "host-entry.name" => "ipv4 = \"192.168.4.20\"\n",
        "outside.ipv4" => "mode = \"static\"\ngateway = \"203.0.113.22\"\n",
        "outside.gateway" => "mode = \"static\"\nipv4 = \"203.0.113.17/29\"\n",
        "outside.ipv6" => "ipv6-gateway = \"fe80::1\"\n",
        "outside.ipv6-gateway" => "ipv6 = \"2001:db8:f::2/64\"\n",
        "outside.ipv6-prefix" => "ipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"fe80::1\"\n",
        "firewall.rule.port" => "protocol = \"tcp\"\n",
        _ => "",
    };

    private static string Heading(SettingTable table) => table.Name.Length == 0 ? "## `schema`" : $"## `{table.Title}`";

    private static string Row(Setting setting)
    {
        var fallback = setting.Default is null ? $"not set: {setting.WhenUnset}" : $"`{setting.Default}`";
        return $"| `{setting.Key}` | {setting.TypeName} | {fallback} | {setting.Limits} | {setting.Doc} |";
    }

    /// <summary>Records with lists in them compare by reference, their text does not.</summary>
    private static string Json(GatewayConfig config) => JsonSerializer.Serialize(config);
}
