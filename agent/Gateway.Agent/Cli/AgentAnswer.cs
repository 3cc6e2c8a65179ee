using System.Text.Json;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

/// <summary>Asks the agent and shows what every verb shows alike: an error, or the document as JSON.</summary>
internal static class AgentAnswer
{
    /// <param name="show">Document → text for people.</param>
    public static Task<int> ShowAsync(
        VerbContext context,
        string verb,
        bool json,
        Func<JsonElement, string> show,
        CancellationToken cancellation) =>
        ShowAsync(context, new ControlRequest(verb), json, show, cancellation);

    /// <inheritdoc cref="ShowAsync(VerbContext, string, bool, Func{JsonElement, string}, CancellationToken)"/>
    public static async Task<int> ShowAsync(
        VerbContext context,
        ControlRequest request,
        bool json,
        Func<JsonElement, string> show,
        CancellationToken cancellation)
    {
        var response = await context.Agent.AskAsync(request, cancellation);
        if (response.Result is not { } result)
        {
            await context.Error.WriteLineAsync($"gateway {request.Verb}: {response.Error?.TrimEnd('\n')}");
            return response.Exit == ExitCode.Ok ? ExitCode.Failed : response.Exit;
        }
        if (json)
            await context.Out.WriteLineAsync(result.GetRawText());
        else
            await context.Out.WriteAsync(show(result));
        return response.Exit;
    }
}
