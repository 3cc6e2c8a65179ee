using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Planning.Json;

/// <summary>Documents that programs of possibly different releases hand to each other: each carries a version, and nothing unknown or missing passes.</summary>
public static class VersionedJson
{
    /// <summary>The context's options, with every property required that cannot be null.</summary>
    public static JsonSerializerOptions Strict(JsonSerializerContext context) => new(context.Options)
    {
        TypeInfoResolver = context.WithAddedModifier(static type =>
        {
            // What is computed is ignored, and has no getter here.
            foreach (var property in type.Properties.Where(static property => property.Get is not null))
            {
                property.IsRequired = !property.IsSetNullable;
            }
        }),
    };

    /// <param name="text">The document.</param>
    /// <param name="what">Its name in errors, such as <c>stack.json</c>.</param>
    /// <param name="version">The only version that is read.</param>
    /// <param name="options">What <see cref="Strict"/> made.</param>
    public static T Parse<T>(string text, string what, int version, JsonSerializerOptions options)
    {
        try
        {
            RequireVersion(text, what, version);
            return JsonSerializer.Deserialize(text, TypeInfo<T>(options))
                ?? throw new FormatException($"reading {what}: it is null; its writer must give a document");
        }
        catch (JsonException problem)
        {
            throw new FormatException(
                $"reading {what}: {problem.Message}; its writer and its reader must be of the same release, so update both",
                problem);
        }
    }

    public static string ToText<T>(T document, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(document, TypeInfo<T>(options));

    private static void RequireVersion(string text, string what, int version)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("version", out var found)
            || found.ValueKind != JsonValueKind.Number
            || !found.TryGetInt32(out var number)
            || number != version)
        {
            throw new FormatException(
                $"reading {what}: only version {version} is known here and it is not that; update the older of its writer and its reader");
        }
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
