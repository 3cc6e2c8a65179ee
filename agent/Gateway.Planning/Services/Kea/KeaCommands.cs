using System.Text;
using System.Text.Json;

namespace Gateway.Planning.Services.Kea;

/// <summary>What Kea is asked on its control socket, and what it says: one JSON text each.</summary>
public static class KeaCommands
{
    public const int Done = 0;

    /// <summary>There was nothing of that kind.</summary>
    public const int Empty = 3;

    /// <param name="address">A valid one: Kea logs an error of its own about any other.</param>
    public static string Release(string address)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("command", "lease4-del");
            json.WriteStartObject("arguments");
            json.WriteString("ip-address", address);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <returns><see cref="Done"/>, <see cref="Empty"/> or another failure.</returns>
    /// <exception cref="FormatException">It is not what Kea answers.</exception>
    public static int ResultOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetProperty("result").GetInt32();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException("Kea's answer has not the form of one", e);
        }
    }
}
