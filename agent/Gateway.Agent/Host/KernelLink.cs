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
    public ImmutableArray<string> Flags { get; init; } = [];
    public ImmutableArray<string> Altnames { get; init; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<KernelLink>))]
internal sealed partial class KernelLinkJson : JsonSerializerContext;
