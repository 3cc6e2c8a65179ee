using System.Text.Json;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Cli;

/// <summary>What became of a change -&gt; text for people.</summary>
internal static class AppliedText
{
    public static string Render(JsonElement result)
    {
        var applied = result.Deserialize(GenerationJson.Default.ApplyDocument)!;
        var state = applied switch
        {
            { Changed: false } => "runs already; nothing was changed",
            { Result: GenerationResult.Healthy } => "runs, every service answers",
            _ => "runs, but not everything answers yet; see `gateway status`",
        };
        var confirm = applied.ConfirmWithin is { } seconds
            ? $"It is taken back {seconds} s after it was applied unless you type: gateway confirm\n"
            : "";
        return $"generation {applied.Generation} {state}\n{confirm}";
    }
}
