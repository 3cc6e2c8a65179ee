using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cards;

/// <summary>Answers the verbs about cards; the others are passed on.</summary>
public sealed class CardHandler(ConfigurationHandler others, CardQueries cards) : IControlHandler
{
    public async Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) => request switch
    {
        { Verb: "nics", Arguments: ["probe"] } => Answer(await cards.ProbeAsync(cancellation)),
        { Verb: "identify", Arguments: [var word] } => Answer(cards.Find(word)),
        _ => await others.HandleAsync(request, cancellation),
    };

    private static ControlResponse Answer(NicsDocument document) =>
        new(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(document, QueryJson.Default.NicsDocument) };

    private static ControlResponse Answer(IdentifyDocument document) =>
        new(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(document, QueryJson.Default.IdentifyDocument) };
}
