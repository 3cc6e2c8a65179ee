using System.Text;
using System.Text.Json;

namespace Gateway.Planning.Services.Kea;

/// <summary>What Kea is asked on its control socket, and what it says: one JSON text each.</summary>
public static class KeaCommands
{
    public const int Done = 0;

    private const string RefusalCount = "v4-allocation-fail";

    /// <summary>There was nothing of that kind.</summary>
    public const int Empty = 3;

    /// <param name="address">A valid one: Kea logs an error of its own about any other.</param>
    public static string Release(string address) => Command("lease4-del", "ip-address", address);

    /// <summary>How often there was no address for a client, since Kea was started.</summary>
    public static string Refusals() => Command("statistic-get", "name", RefusalCount);

    /// <returns>The number; null: it is not there.</returns>
    /// <exception cref="FormatException">It is not what Kea answers.</exception>
    public static long? RefusalsIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("arguments", out var arguments) && arguments.TryGetProperty(RefusalCount, out var samples)
                ? samples[0][0].GetInt64()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new FormatException("Kea's answer has not the form of one", e);
        }
    }

    private static string Command(string name, string argument, string value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("command", name);
            json.WriteStartObject("arguments");
            json.WriteString(argument, value);
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
