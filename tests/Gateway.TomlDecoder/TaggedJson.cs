using System.Text.Json;
using Gateway.Planning.Toml;

namespace Gateway.TomlDecoder;

/// <summary>A TOML tree -&gt; the JSON of toml-test's decoder protocol: each scalar as <c>{"type": …, "value": …}</c>.</summary>
public static class TaggedJson
{
    public static byte[] Write(TomlTable root)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, MaxDepth = 0 }))
        {
            WriteValue(json, root);
        }

        return buffer.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter json, TomlValue value)
    {
        switch (value)
        {
            case TomlTable table:
                WriteTable(json, table);
                break;
            case TomlArray array:
                WriteArray(json, array);
                break;
            default:
                WriteScalar(json, value);
                break;
        }
    }

    private static void WriteTable(Utf8JsonWriter json, TomlTable table)
    {
        json.WriteStartObject();
        foreach (var entry in table.Entries)
        {
            json.WritePropertyName(entry.Key.Name);
            WriteValue(json, entry.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, TomlArray array)
    {
        json.WriteStartArray();
        foreach (var item in array.Items)
        {
            WriteValue(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter json, TomlValue value)
    {
        var (type, text) = value switch
        {
            TomlString text1 => ("string", text1.Value),
            TomlInteger integer => ("integer", integer.Value.ToString()),
            TomlFloat number => ("float", FloatText(number.Value)),
            TomlBoolean boolean => ("bool", boolean.Value ? "true" : "false"),
            TomlDateTime time => (TypeOf(time.DateTimeKind), time.Text),
            _ => throw new InvalidOperationException($"writing tagged JSON: a tree without errors holds no {value.GetType().Name}"),
        };
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", text);
        json.WriteEndObject();
    }

    private static string FloatText(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ => value.ToString("R"),
    };

    private static string TypeOf(TomlDateTimeKind kind) => kind switch
    {
        TomlDateTimeKind.OffsetDateTime => "datetime",
        TomlDateTimeKind.LocalDateTime => "datetime-local",
        TomlDateTimeKind.LocalDate => "date-local",
        _ => "time-local",
    };
}
