using System.Text;
using System.Text.Json;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Kea;

/// <summary>An option as Kea's file has it.</summary>
/// <param name="Name">Kea's own, or one made of the number.</param>
/// <param name="Data">In Kea's form of the type, or bytes as hexadecimal digits.</param>
/// <param name="IsBytes">True: <paramref name="Data"/> is bytes.</param>
public sealed record KeaOption(string Name, string Data, bool IsBytes = false)
{
    /// <summary>What must be defined first; null: Kea knows the option.</summary>
    public KeaDefinition? Definition { get; init; }

    public bool AlwaysSend { get; init; }

    public static KeaOption From(DhcpOptionConfig option)
    {
        var standard = option.Name is null ? null : StandardDhcpOptions.Named(option.Name);
        var type = standard?.Type ?? option.Type!.Value;
        var value = DhcpOptionValues.Parse(type, isList: true, option.Value).Value ?? throw new FormatException($"rendering a DHCP option: \"{option.Value}\" is not of its type");
        var name = standard?.Name ?? $"option-{option.Code}";
        // Kea takes a comma for the end of a value, in a text too.
        var isBytes = type == DhcpOptionType.Binary || (type == DhcpOptionType.String && (value.AsSpan().IndexOfAny(",\\'") >= 0 || value.Trim() != value));
        var data = isBytes && type == DhcpOptionType.String ? Convert.ToHexString(Encoding.ASCII.GetBytes(value)) : value;
        return new KeaOption(name, data, isBytes)
        {
            Definition = standard is null ? new KeaDefinition(name, option.Code!.Value, type, value.Contains(", ", StringComparison.Ordinal)) : null,
            AlwaysSend = option.AlwaysSend,
        };
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        if (IsBytes)
        {
            json.WriteBoolean("csv-format", false);
        }

        json.WriteString("data", Data);
        if (AlwaysSend)
        {
            json.WriteBoolean("always-send", true);
        }

        json.WriteEndObject();
    }
}

/// <summary>An option that Kea has no name for.</summary>
/// <param name="IsList">True: it has several values.</param>
public sealed record KeaDefinition(string Name, int Code, DhcpOptionType Type, bool IsList)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteNumber("code", Code);
        json.WriteString("type", JsonNamingPolicy.KebabCaseLower.ConvertName(Type.ToString()));
        if (IsList && Type != DhcpOptionType.String)
        {
            json.WriteBoolean("array", true);
        }

        json.WriteEndObject();
    }
}
