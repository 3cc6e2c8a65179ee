using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Agent.Host;

/// <summary>One link as <c>ip -json -details link show</c> prints it.</summary>
internal sealed record KernelLink
{
    public int Ifindex { get; init; }
    public string Ifname { get; init; } = "";

    [JsonPropertyName("link_type")]
    public string LinkType { get; init; } = "";
    public string? Address { get; init; }

    /// <summary>Printed only when it differs from the present one.</summary>
    public string? Permaddr { get; init; }
    public int Mtu { get; init; }
    public ImmutableArray<string> Flags { get; init => field = Some(value); } = [];

    /// <summary>Not printed where there are none, as of a card that was plugged in again.</summary>
    public ImmutableArray<string> Altnames { get; init => field = Some(value); } = [];

    /// <summary>What is not there is read as no array at all.</summary>
    private static ImmutableArray<string> Some(ImmutableArray<string> read) => read.IsDefault ? [] : read;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<KernelLink>))]
internal sealed partial class KernelLinkJson : JsonSerializerContext;
