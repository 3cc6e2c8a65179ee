using System.Text.Json;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Cli;

/// <summary>The documents about clients → text for people.</summary>
internal static class ClientText
{
    public static string List(JsonElement result)
    {
        var clients = result.Deserialize(ClientDocumentsJson.Default.ClientsDocument)!.Clients;
        return clients.IsEmpty
            ? "no client may use the registries; `gateway client add NAME` lets one\n"
            : TextTable.Render([["NAME", "MAY", "STATE"], .. clients.Select(static client => new[] { client.Name, May(client), State(client) })]);
    }

    public static string Ticket(JsonElement result)
    {
        var ticket = result.Deserialize(ClientDocumentsJson.Default.ClientTokenDocument)!;
        return $"""
            The token of {ticket.Name}, for once and until {Time(ticket.Ends)}:

              {ticket.Token}

            On {ticket.Name}, as root; the second command asks for the token:

              curl -fsSo enrol.sh http://{ticket.Gateway}/enrol.sh && echo "{ticket.Script}  enrol.sh" | sha256sum -c
              sh enrol.sh {ticket.Name} {ticket.Fingerprint}

            """;
    }

    public static string Rights(JsonElement result)
    {
        var client = result.Deserialize(ClientDocumentsJson.Default.ClientDocument)!.Client;
        return $"{client.Name} may {May(client)}\n";
    }

    public static string Revoked(JsonElement result)
    {
        var revoked = result.Deserialize(ClientDocumentsJson.Default.ClientRevokedDocument)!;
        return $"{revoked.Name} is revoked{(revoked.Certificates == 0 ? "" : $", with {revoked.Certificates} certificate{(revoked.Certificates == 1 ? "" : "s")}")}\n";
    }

    private static string May(ClientEntry client) => new ClientRights(client.Pull, client.Push, client.Repository).ToText();

    private static string State(ClientEntry client) => client.State switch
    {
        "enrolled" => $"enrolled until {Time(client.CertificateEnds)}{(client.TokenEnds is null ? "" : ", and has a token")}",
        "waiting" => $"waiting: its token can be used until {Time(client.TokenEnds)}",
        "expired" => $"expired on {Time(client.CertificateEnds)}",
        _ => "its token was not used in time",
    };

    private static string Time(DateTimeOffset? time) => $"{time:yyyy-MM-dd HH:mm} UTC";
}
