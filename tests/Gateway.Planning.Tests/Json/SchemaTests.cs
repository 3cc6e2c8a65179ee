using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Planning.Tests.Json;

/// <summary>The published schemas are those of the types.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Stack_json_is_described() =>
        IsDescribed(typeof(StackDocument), StackDocumentJson.Options, "stack", StackDocument.CurrentVersion);

    [Fact]
    public void The_status_document_is_described() =>
        IsDescribed(typeof(StatusDocument), StatusJson.Options, "status", StatusDocument.CurrentVersion);

    [Fact]
    public void The_containers_report_is_described() =>
        IsDescribed(typeof(StackReport), StatusJson.Options, "stack-report", StackReport.CurrentVersion);

    private static void IsDescribed(Type type, JsonSerializerOptions options, string name, int version)
    {
        var schema = (JsonObject)options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (context, node) => Described(context, node),
        });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"gateway {name}, version {version}");
        schema["properties"]!["version"]!["const"] = version;

        ExpectedText.MatchesFile(
            $"docs/schemas/{name}.schema.json",
            schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
    }

    /// <summary>Durations have a converter, so the exporter knows nothing of them. A default in a schema would only repeat the type's.</summary>
    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Type == typeof(TimeSpan))
        {
            return new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{1,9}[smhd]$" };
        }

        (node as JsonObject)?.Remove("default");
        return node;
    }
}
