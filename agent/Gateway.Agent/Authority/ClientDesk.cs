using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Agent.Control;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Answers the operator's verbs about clients.</summary>
internal sealed class ClientDesk(CertificateAuthority authority, AuthorityFolders folders) : IControlHandler
{
    public const string Verb = "client";

    public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) => Task.FromResult(Answer(request));

    private ControlResponse Answer(ControlRequest request)
    {
        try
        {
            return request switch
            {
                { Verb: Verb, Arguments: ["list"] } => Answer(authority.With((_, register) => ClientsDocument.Of(register, authority.Now)), ClientDocumentsJson.Default.ClientsDocument),
                { Verb: Verb, Arguments: ["add", var name, var rights, .. var repository] } => Add(name, Rights(rights, [.. repository])),
                { Verb: Verb, Arguments: ["token", var name] } => Token(name),
                { Verb: Verb, Arguments: ["rights", var name, var rights, .. var repository] } => Change(name, Rights(rights, [.. repository])),
                { Verb: Verb, Arguments: ["revoke", var name] } => Revoke(name),
                _ => ControlResponse.Failed(ExitCode.Usage, "the certificate authority does not know this request: are command and container of the same release?"),
            };
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            return ControlResponse.Failed(ExitCode.Failed, e.Message);
        }
    }

    private static ClientRights Rights(string rights, string[] repository) => ClientChanges.Rights(rights == "pull", rights == "push", repository.FirstOrDefault());

    private ControlResponse Add(string text, ClientRights rights)
    {
        var name = ClientChanges.Name(text);
        var (token, kept) = EnrolmentToken.Make(authority.Now);
        authority.Change(register => ClientChanges.Add(register, name, rights, kept, authority.Now));
        return Answer(Ticket(name, token, kept), ClientDocumentsJson.Default.ClientTokenDocument);
    }

    private ControlResponse Token(string text)
    {
        var name = ClientChanges.Name(text);
        var (token, kept) = EnrolmentToken.Make(authority.Now);
        authority.Change(register => ClientChanges.Token(register, name, kept));
        return Answer(Ticket(name, token, kept), ClientDocumentsJson.Default.ClientTokenDocument);
    }

    private ControlResponse Change(string text, ClientRights rights)
    {
        var name = ClientChanges.Name(text);
        var register = authority.Change(register => ClientChanges.Change(register, name, rights));
        return Answer(new ClientDocument(ClientEntry.Of(register.Find(name)!, authority.Now)), ClientDocumentsJson.Default.ClientDocument);
    }

    private ControlResponse Revoke(string text)
    {
        var name = ClientChanges.Name(text);
        var certificates = authority.With((_, register) => register.Find(name)?.Certificates.Count(certificate => certificate.Ends > authority.Now) ?? 0);
        authority.Change(register => ClientChanges.Revoke(register, name, authority.Now));
        return Answer(new ClientRevokedDocument(name, certificates), ClientDocumentsJson.Default.ClientRevokedDocument);
    }

    private ClientTokenDocument Ticket(string name, string token, ClientToken kept)
    {
        var request = AuthorityRequestJson.Parse(File.ReadAllText(folders.Request));
        return new ClientTokenDocument(
            name,
            token,
            kept.Ends,
            request.Services.Single(static service => service.Name == ServiceNames.Gateway).Names[0],
            authority.With(static (keys, _) => keys.Fingerprint),
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folders.EnrolScript))));
    }

    private static ControlResponse Answer<T>(T document, JsonTypeInfo<T> type) => new(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(document, type) };
}
