using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Names;
using Gateway.Planning.Names;
using Gateway.Planning.Status;

namespace Gateway.Agent.Control;

/// <summary>Answers the verbs that every agent has.</summary>
public sealed class QueryHandler(IAgentQueries queries, LeaseRelease leases) : IControlHandler
{
    public async Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) => request.Verb switch
    {
        "status" => Status(queries.Status()),
        "nics" when request.Arguments.IsEmpty => Answer(Document(new NicsDocument(queries.Status().Cards))),
        "plan" => Answer(Document(await queries.PlanAsync(cancellation))),
        "leases" => Answer(JsonSerializer.SerializeToElement(await queries.LeasesAsync(cancellation), QueryJson.Default.LeasesDocument)),
        "release" when request.Arguments is [var address] => Answer(JsonSerializer.SerializeToElement(await leases.ReleaseAsync(address, cancellation), QueryJson.Default.ReleaseDocument)),
        _ => ControlResponse.Failed(ExitCode.Usage, $"this agent does not know the verb '{request.Verb}': is it one of the host, and are command and agent of the same release?"),
    };

    private static ControlResponse Status(StatusDocument status) =>
        Answer(Parse(StatusJson.ToText(status))) with { Exit = status.Ready ? ExitCode.Ok : ExitCode.NotReady };

    private static ControlResponse Answer(JsonElement result) => new(ExitCode.Ok) { Result = result };

    private static JsonElement Document(NicsDocument document) =>
        JsonSerializer.SerializeToElement(document, QueryJson.Default.NicsDocument);

    private static JsonElement Document(PlanDocument document) =>
        JsonSerializer.SerializeToElement(document, QueryJson.Default.PlanDocument);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NicsDocument))]
[JsonSerializable(typeof(IdentifyDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(LeasesDocument))]
[JsonSerializable(typeof(ReleaseDocument))]
internal sealed partial class QueryJson : JsonSerializerContext;
