namespace Gateway.Planning.Authority;

/// <summary>The register → what HAProxy looks up: a line for each client, with the beginning of the paths that it may use.</summary>
public static class RightsMaps
{
    public static string Pull(ClientRegister register) => Render(register, static rights => rights.Pull || rights.Push);

    public static string Push(ClientRegister register) => Render(register, static rights => rights.Push);

    private static string Render(ClientRegister register, Func<ClientRights, bool> may) => string.Concat(
        register.Clients.Where(client => may(client.Rights())).Select(static client => $"{client.Rights().MapKey(client.Name)} 1\n"));
}
