using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Planning.Json;

/// <summary>An enum as its lower-kebab-case name; numbers are refused.</summary>
public sealed class KebabCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
