using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Agent.Control;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Passes the verbs about clients on to the certificate authority; the others go elsewhere.</summary>
public sealed class ClientHandler(IControlHandler others, AuthorityControl authority) : IControlHandler
{
    private const int LongestText = 255;
    private const int LongestError = 1000;

    public async Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) =>
        request.Verb == ClientDesk.Verb
            ? Trusted(request, await authority.AskAsync(request, cancellation))
            : await others.HandleAsync(request, cancellation);

    /// <summary>On the host the answer is the container's: only what is understood is passed on, and nothing that a terminal would obey.</summary>
    private static ControlResponse Trusted(ControlRequest request, ControlResponse response)
    {
        if (response.Result is not { } result)
            return ControlResponse.Failed(response.Exit is ExitCode.Usage ? ExitCode.Usage : ExitCode.Failed, Plain(response.Error ?? "the certificate authority said nothing"));
        try
        {
            return new ControlResponse(ExitCode.Ok)
            {
                Result = request.Arguments.FirstOrDefault() switch
                {
                    "list" => Checked(result, ClientDocumentsJson.Default.ClientsDocument, static document => !document.Clients.IsDefault && document.Clients.Length <= ClientChanges.MostClients && document.Clients.All(IsPlain)),
                    "add" or "token" => Checked(result, ClientDocumentsJson.Default.ClientTokenDocument, static document => IsPlain(document.Name, document.Token, document.Gateway, document.Fingerprint, document.Script)),
                    "rights" => Checked(result, ClientDocumentsJson.Default.ClientDocument, static document => IsPlain(document.Client)),
                    _ => Checked(result, ClientDocumentsJson.Default.ClientRevokedDocument, static document => IsPlain(document.Name)),
                },
            };
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return ControlResponse.Failed(ExitCode.Failed, "the certificate authority gave an answer that it does not give: are host and container of the same release?");
        }
    }

    private static JsonElement Checked<T>(JsonElement result, JsonTypeInfo<T> type, Func<T, bool> isPlain) =>
        result.Deserialize(type) is { } document && isPlain(document)
            ? JsonSerializer.SerializeToElement(document, type)
            : throw new FormatException("out of bounds");

    private static bool IsPlain(ClientEntry entry) => IsPlain(entry.Name, entry.State, entry.Repository ?? "-");

    private static bool IsPlain(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > LongestText || text.Any(static c => c is <= ' ' or > '~'))
                return false;
        }

        return true;
    }

    private static string Plain(string text) => new([.. text.Take(LongestError).Select(static c => c is >= ' ' and <= '~' or '…' ? c : '?')]);
}
