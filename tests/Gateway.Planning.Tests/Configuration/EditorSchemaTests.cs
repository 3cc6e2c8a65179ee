using System.Text.Json.Nodes;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>The JSON schema, read as an editor reads it, and the page say the same.</summary>
public sealed class EditorSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(EditorSchema.Render())!.AsObject();
    private static readonly string[] Page = File.ReadAllLines(ProjectRoot.PathOf("docs", "gateway.toml.md"));

    [Fact]
    public void The_page_and_the_schema_have_the_same_keys_with_the_same_types_and_defaults()
    {
        var described = Keys(Schema, "").Select(static key => $"{key.Path}: {TypeOf(key.Value)}, {key.Value["default"]?.ToJsonString() ?? "not set"}");

        Assert.Equal(string.Join('\n', PageKeys().Order(StringComparer.Ordinal)), string.Join('\n', described.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_editor_shows_what_a_key_does_and_what_is_allowed()
    {
        var rows = Page.Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Trim('|').Split(" | ")).ToArray();

        Assert.All(Keys(Schema, ""), key =>
        {
            var text = key.Value["description"]!.GetValue<string>();
            Assert.Contains(rows, row => text.StartsWith($"{row[^1].Trim()}\nAllowed: {row[3].Trim()}.", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_bounds_and_words_that_an_editor_enforces_stand_in_the_limits()
    {
        var bounded = ConfigurationSchema.Tables.SelectMany(static table => table.Settings).Where(static setting => setting.Bounds is not null || !setting.Allowed.IsEmpty).ToArray();

        Assert.NotEmpty(bounded);
        Assert.All(bounded, static setting =>
        {
            Assert.Contains($"{setting.Bounds?.From}", setting.Limits, StringComparison.Ordinal);
            Assert.Contains($"{setting.Bounds?.To}", setting.Limits, StringComparison.Ordinal);
            Assert.All(setting.Allowed, word => Assert.Contains(word, setting.Limits, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Only_the_schema_must_be_there_and_an_unknown_key_is_marked_in_every_table()
    {
        Assert.Equal("[\"schema\"]", Schema["required"]!.ToJsonString());
        Assert.Equal("[\"vlan\",\"ipv4\"]", Schema["properties"]!["segment"]!["additionalProperties"]!["required"]!.ToJsonString());
        Assert.Equal("[\"name\"]", Schema["properties"]!["host-entry"]!["items"]!["required"]!.ToJsonString());
        Assert.All(Tables(Schema), static table => Assert.False(table["additionalProperties"]!.GetValue<bool>()));
        Assert.Equal(ConfigurationSchema.Tables.Length, Tables(Schema).Count());
    }

    [Fact]
    public void The_shipped_file_names_the_schema_in_its_first_line() => Assert.Equal(
        "#:schema ./gateway.schema.json",
        File.ReadLines(ProjectRoot.PathOf("image", "config", "gateway.toml")).First());

    private static IEnumerable<(string Path, JsonObject Value)> Keys(JsonObject table, string prefix)
    {
        foreach (var (name, node) in table["properties"]!.AsObject())
        {
            var value = node!.AsObject();
            var path = value["additionalProperties"] is JsonObject ? $"{prefix}{name}.NAME" : prefix + name;
            IEnumerable<(string, JsonObject)> found = TableIn(value) is { } inner ? Keys(inner, $"{path}.") : [(path, value)];
            foreach (var key in found)
            {
                yield return key;
            }
        }
    }

    private static IEnumerable<JsonObject> Tables(JsonObject table) =>
        table["properties"]!.AsObject().Select(static pair => TableIn(pair.Value!.AsObject())).OfType<JsonObject>().SelectMany(Tables).Prepend(table);

    /// <summary>The table, or that of a list's entries or of a name; null: a value.</summary>
    private static JsonObject? TableIn(JsonObject value) => (value["items"] ?? value["additionalProperties"] as JsonObject ?? value) is JsonObject table && table.ContainsKey("properties") ? table : null;

    private static string TypeOf(JsonObject value) => value["type"] is JsonArray ? "port or range" : value["type"]!.GetValue<string>() switch
    {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "true or false",
        "array" when value["items"]!["type"] is JsonArray => "list of ports",
        "array" when value["items"]!["type"]!.GetValue<string>() == "string" => "list of texts",
        "array" when value["items"]!["type"]!.GetValue<string>() == "integer" => "list of whole numbers",
        var other => other,
    };

    /// <summary>Every row of the page's tables of keys. TOML's literals of these types are JSON's too, but for blanks in lists.</summary>
    private static IEnumerable<string> PageKeys()
    {
        var table = "";
        foreach (var line in Page)
        {
            if (line.StartsWith("## `", StringComparison.Ordinal))
            {
                table = line.Contains('[', StringComparison.Ordinal) ? line.Trim('#', ' ', '`', '[', ']') + "." : "";
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                var cells = line.Trim('|').Split(" | ");
                var given = cells[2].Trim();
                var value = given.StartsWith('`') ? JsonNode.Parse(given.Trim('`'))!.ToJsonString() : "not set";
                yield return $"{table}{cells[0].Trim().Trim('`')}: {cells[1].Trim()}, {value}";
            }
        }
    }
}
