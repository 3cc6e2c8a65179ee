using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><see cref="ConfigurationSchema"/> -&gt; a JSON schema (draft 7), by which an editor completes and explains gateway.toml.</summary>
public static class EditorSchema
{
    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render()
    {
        var root = TableOf(ConfigurationSchema.Tables[0]);
        root.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        root.Insert(1, "title", $"gateway.toml, schema {ConfigurationSchema.Current}");
        root["required"] = new JsonArray((JsonNode)ConfigurationSchema.SchemaKey);

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            root.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static JsonObject TableOf(SettingTable table)
    {
        var properties = new JsonObject();
        foreach (var setting in table.Settings)
        {
            properties[setting.Key] = ValueOf(setting);
        }

        foreach (var inner in ConfigurationSchema.TablesIn(table.Name))
        {
            properties[inner.Name[(inner.Name.LastIndexOf('.') + 1)..]] = inner.IsList ? ListOf(inner) : TableOf(inner);
        }

        foreach (var named in ConfigurationSchema.Tables.Where(other => other.IsNamed && table.Name.Length == 0))
        {
            properties[named.Holder] = NamedOf(named);
        }

        var schema = new JsonObject
        {
            ["description"] = table.Doc,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        string[] required = [.. table.Settings.Where(static setting => setting.IsRequired).Select(static setting => setting.Key)];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(static key => (JsonNode)key)]);
        }

        return schema;
    }

    /// <summary>As many tables of a kind as there are names.</summary>
    private static JsonObject NamedOf(SettingTable table) => new()
    {
        ["description"] = table.Doc,
        ["type"] = "object",
        ["additionalProperties"] = TableOf(table),
        ["maxProperties"] = TableReader.MostNamed,
    };

    private static JsonObject ListOf(SettingTable table) => new()
    {
        ["description"] = table.Doc,
        ["type"] = "array",
        ["items"] = TableOf(table),
        ["maxItems"] = TableReader.MostEntries,
    };

    private static JsonObject ValueOf(Setting setting)
    {
        var schema = new JsonObject { ["description"] = Description(setting) };
        foreach (var (word, value) in TypeOf(setting))
        {
            schema[word] = value;
        }

        if (setting.Default is { } text)
        {
            schema["default"] = Json(text);
        }

        schema["examples"] = new JsonArray(Json(setting.Example));
        return schema;
    }

    private static string Description(Setting setting)
    {
        var unset = setting.WhenUnset is null ? "" : $"\nNot set: {setting.WhenUnset}.";
        return $"{setting.Doc}\nAllowed: {setting.Limits}.{unset}";
    }

    private static IEnumerable<(string Word, JsonNode Value)> TypeOf(Setting setting)
    {
        switch (setting.TypeName)
        {
            case SettingTypes.BooleanName:
                yield return ("type", "boolean");
                break;
            case SettingTypes.IntegerName:
                yield return ("type", "integer");
                break;
            case SettingTypes.PortsName:
                yield return ("type", new JsonArray("integer", "string"));
                break;
            case SettingTypes.TextName:
                yield return ("type", "string");
                break;
            case SettingTypes.ListName:
                yield return ("type", "array");
                yield return ("items", Words(setting) is { } items ? new JsonObject { ["type"] = "string", ["enum"] = items } : new JsonObject { ["type"] = "string" });
                yield return ("uniqueItems", true);
                break;
            case PortLists.Name:
                yield return ("type", "array");
                yield return ("items", new JsonObject { ["type"] = new JsonArray("integer", "string") });
                yield return ("uniqueItems", true);
                yield break;
            case NumberLists.Name:
                yield return ("type", "array");
                yield return ("items", Bounded(setting, new JsonObject { ["type"] = "integer" }));
                yield return ("uniqueItems", true);
                yield break;
            default:
                throw new InvalidOperationException($"the type '{setting.TypeName}' of {setting.Key} has no form in the JSON schema");
        }

        if (setting.Bounds is var (from, to))
        {
            yield return ("minimum", from);
            yield return ("maximum", to);
        }

        if (setting.TypeName != SettingTypes.ListName && Words(setting) is { } words)
        {
            yield return ("enum", words);
        }
    }

    private static JsonObject Bounded(Setting setting, JsonObject item)
    {
        if (setting.Bounds is var (from, to))
        {
            item["minimum"] = from;
            item["maximum"] = to;
        }

        return item;
    }

    private static JsonArray? Words(Setting setting) =>
        setting.Allowed.IsEmpty ? null : new JsonArray([.. setting.Allowed.Select(static word => (JsonNode)word)]);

    /// <summary>A value as it is written in TOML -&gt; the same in JSON.</summary>
    private static JsonNode Json(string toml) => Json(TomlReader.Read(Encoding.UTF8.GetBytes($"x = {toml}\n")).Root.Entries[0].Value);

    private static JsonNode Json(TomlValue value) => value switch
    {
        TomlBoolean boolean => boolean.Value,
        TomlInteger integer => integer.Value,
        TomlString text => text.Value,
        TomlArray array => new JsonArray([.. array.Items.Select(Json)]),
        _ => throw new InvalidOperationException($"{value.Kind} has no form in the JSON schema"),
    };
}
