using System.Text.Json;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

/// <summary>Asks the agent and shows what every verb shows alike: an error, or the document as JSON.</summary>
internal static class AgentAnswer
{
    /// <param name="show">Document → text for people.</param>
    public static async Task<int> ShowAsync(
        VerbContext context,
        string verb,
        bool json,
        Func<JsonElement, string> show,
        CancellationToken cancellation)
    {
        var response = await context.Agent.AskAsync(new ControlRequest(verb), cancellation);
        if (response.Result is not { } result)
        {
            await context.Error.WriteLineAsync($"gateway {verb}: {response.Error}");
            return response.Exit == ExitCode.Ok ? ExitCode.Failed : response.Exit;
        }
        if (json)
            await context.Out.WriteLineAsync(result.GetRawText());
        else
            await context.Out.WriteAsync(show(result));
        return response.Exit;
    }
}
