using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;
using Gateway.Planning.Generations;
using Gateway.Planning.Json;

namespace Gateway.Agent.Generations;

/// <summary>Answers the verbs about configurations; the others are passed on.</summary>
public sealed class ConfigurationHandler(
    QueryHandler queries, ConfigurationChanges changes, ConfigurationHistory history, ConsoleLock console) : IControlHandler
{
    public async Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) => request switch
    {
        { Verb: "plan", File: { } file } => await changes.PlanAsync(file, cancellation),
        { Verb: "apply", File: { } file } => await changes.ApplyAsync(new Candidate("gateway.toml", file, GenerationOrigin.Apply, Confirm(request)), cancellation),
        { Verb: "edit", File: { } file } => await changes.SaveAsync(Argument(request, 0), Argument(request, 1), file, cancellation),
        { Verb: "edit" } => await changes.OpenAsync(request.Arguments.Contains("running"), cancellation),
        { Verb: "rollback" } => await changes.RollBackAsync(Number(request, 0), Confirm(request), cancellation),
        { Verb: "confirm" } => changes.Confirm(),
        { Verb: "history" } => history.List(),
        { Verb: "diff" } => await history.DiffAsync([.. request.Arguments.Select(ParseNumber)], cancellation),
        { Verb: "unlock" } => await console.AnswerAsync(request.File, cancellation),
        _ => await queries.HandleAsync(request, cancellation),
    };

    internal static ControlResponse Answer(HistoryDocument document) => Answer(JsonSerializer.SerializeToElement(document, GenerationJson.Default.HistoryDocument));

    internal static ControlResponse Answer(DiffDocument document) => Answer(JsonSerializer.SerializeToElement(document, GenerationJson.Default.DiffDocument));

    internal static ControlResponse Answer(ApplyDocument document) => Answer(JsonSerializer.SerializeToElement(document, GenerationJson.Default.ApplyDocument));

    internal static ControlResponse Answer(EditDocument document) => Answer(JsonSerializer.SerializeToElement(document, GenerationJson.Default.EditDocument));

    internal static ControlResponse Answer(JsonElement result) => new(ExitCode.Ok) { Result = result };

    /// <summary>The argument that stands behind the word <c>confirm</c>.</summary>
    private static TimeSpan? Confirm(ControlRequest request)
    {
        var at = request.Arguments.IndexOf("confirm");
        return at < 0 ? null : DurationJsonConverter.Parse(Argument(request, at + 1));
    }

    private static int Number(ControlRequest request, int index) => ParseNumber(Argument(request, index));

    private static int ParseNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{text}' is no generation's number");

    private static string Argument(ControlRequest request, int index) =>
        index < request.Arguments.Length ? request.Arguments[index] : throw new FormatException($"the request '{request.Verb}' lacks an argument");
}
