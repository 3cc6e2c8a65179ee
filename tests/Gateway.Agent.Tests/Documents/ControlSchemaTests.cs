using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Gateway.Agent.Cli;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Agent.Secrets;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Tests.Documents;

/// <summary>docs/schemas/control.schema.json is what the types of the protocol say.</summary>
public sealed class ControlSchemaTests
{
    private const string SchemaFile = "docs/schemas/control.schema.json";

    [Fact]
    public void The_protocol_is_described()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"gateway control protocol and the --json outputs, version {ControlRequest.CurrentVersion}",
            ["description"] = "On the socket: one line with a request, one line with its response. The outputs of `gateway VERB --json` are the definitions of the verbs' names; that of status is status.schema.json.",
            ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/$defs/request" }, new JsonObject { ["$ref"] = "#/$defs/response" }),
            ["$defs"] = new JsonObject
            {
                ["request"] = Describe(ControlJson.Default.ControlRequest),
                ["response"] = Describe(ControlJson.Default.ControlResponse),
                ["nics"] = Describe(QueryJson.Default.NicsDocument),
                ["identify"] = Describe(QueryJson.Default.IdentifyDocument),
                ["leases"] = Describe(QueryJson.Default.LeasesDocument),
                ["release"] = Describe(QueryJson.Default.ReleaseDocument),
                ["plan"] = Describe(QueryJson.Default.PlanDocument),
                ["apply"] = Describe(GenerationJson.Default.ApplyDocument),
                ["edit"] = Describe(GenerationJson.Default.EditDocument),
                ["history"] = Describe(GenerationJson.Default.HistoryDocument),
                ["diff"] = Describe(GenerationJson.Default.DiffDocument),
                ["unlock"] = Describe(UnlockJson.Default.UnlockDocument),
                ["secret"] = Describe(SecretJson.Default.SecretsDocument),
                ["client-list"] = Describe(ClientDocumentsJson.Default.ClientsDocument),
                ["client-token"] = Describe(ClientDocumentsJson.Default.ClientTokenDocument),
                ["client-rights"] = Describe(ClientDocumentsJson.Default.ClientDocument),
                ["client-revoke"] = Describe(ClientDocumentsJson.Default.ClientRevokedDocument),
                ["firewall"] = Describe(FirewallJson.Default.FirewallDocument),
                ["proxy"] = Describe(ProxyJson.Default.ProxyDocument),
                ["network"] = Describe(NetworkJson.Default.NetworkDocument),
                ["check"] = Describe(CheckJson.Default.CheckDocument),
                ["version"] = Describe(VersionJson.Default.VersionDocument),
            },
        };
        var text = schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";

        Assert.Equal(Expected(text), text);
    }

    /// <summary>What the types say is kept beside the tests' other output, to be read and copied.</summary>
    private static string? Expected(string actual)
    {
        var file = ProjectRoot.PathOf(SchemaFile);
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected == actual)
            return expected;
        var kept = ProjectRoot.PathOf($"artifacts/rendered/{SchemaFile}");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.WriteAllText(kept, actual);
        return expected;
    }

    private static JsonNode Describe(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (context, node) => Describe(context, node),
        });
        schema["properties"]!["version"]!["const"] = ControlRequest.CurrentVersion;
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Type == typeof(JsonElement?))
        {
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["$ref"] = "status.schema.json" },
                    new JsonObject { ["$ref"] = "#/$defs/nics" },
                    new JsonObject { ["$ref"] = "#/$defs/identify" },
                    new JsonObject { ["$ref"] = "#/$defs/leases" },
                    new JsonObject { ["$ref"] = "#/$defs/release" },
                    new JsonObject { ["$ref"] = "#/$defs/plan" },
                    new JsonObject { ["$ref"] = "#/$defs/apply" },
                    new JsonObject { ["$ref"] = "#/$defs/edit" },
                    new JsonObject { ["$ref"] = "#/$defs/history" },
                    new JsonObject { ["$ref"] = "#/$defs/diff" },
                    new JsonObject { ["$ref"] = "#/$defs/unlock" },
                    new JsonObject { ["$ref"] = "#/$defs/secret" },
                    new JsonObject { ["$ref"] = "#/$defs/client-list" },
                    new JsonObject { ["$ref"] = "#/$defs/client-token" },
                    new JsonObject { ["$ref"] = "#/$defs/client-rights" },
                    new JsonObject { ["$ref"] = "#/$defs/client-revoke" }),
            };
        }
        (node as JsonObject)?.Remove("default");
        return node;
    }
}
