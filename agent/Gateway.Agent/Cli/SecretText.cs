using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Secrets;

namespace Gateway.Agent.Cli;

/// <summary>What the agent says about secrets → text for people.</summary>
internal static class SecretText
{
    private const string Nobody = "-";

    public static string List(JsonElement result)
    {
        var secrets = Read(result).Secrets;
        return secrets.IsEmpty
            ? "no secret is set and none is referred to\n"
            : TextTable.Render([["NAME", "SET", "USED BY"], .. secrets.Select(Row)]);
    }

    public static string Set(JsonElement result, string name) => Find(result, name)?.UsedBy is { IsEmpty: false } users
        ? $"{name} is set; it is used by {string.Join(", ", users)}\n"
        : $"{name} is set; nothing refers to it yet\n";

    public static string Removed(JsonElement result, string name) => Find(result, name)?.UsedBy is { IsEmpty: false } users
        ? $"{name} is removed; to roll back to {string.Join(" or ", users)}, set it again\n"
        : $"{name} is removed\n";

    private static SecretEntry? Find(JsonElement result, string name) => Read(result).Secrets.FirstOrDefault(secret => secret.Name == name);

    private static SecretsDocument Read(JsonElement result) => result.Deserialize(SecretJson.Default.SecretsDocument)!;

    private static string[] Row(SecretEntry secret) =>
    [
        secret.Name,
        secret.Set?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "missing",
        secret.UsedBy.IsEmpty ? Nobody : string.Join(", ", secret.UsedBy),
    ];
}
