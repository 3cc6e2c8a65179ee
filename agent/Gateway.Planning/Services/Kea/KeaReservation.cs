using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Kea;

/// <summary>What is kept for a known machine.</summary>
/// <param name="Identifier">By what Kea knows it: hw-address, client-id or duid.</param>
/// <param name="Value">Pairs of hexadecimal digits with colons.</param>
/// <param name="Address">Null: only the name is kept.</param>
public sealed record KeaReservation(string Identifier, string Value, string? Address, string HostName)
{
    /// <summary>The kinds that are looked for, in this order.</summary>
    public static ImmutableArray<string> Identifiers { get; } = ["hw-address", "client-id", "duid"];

    /// <summary>Null: DHCP has no way to know the machine.</summary>
    public static KeaReservation? From(HostEntryConfig entry) => entry switch
    {
        { Mac: { } mac } => new("hw-address", mac, entry.Ipv4, entry.Name),
        { ClientId: { } client } => new("client-id", client, entry.Ipv4, entry.Name),
        // RFC 4361: what DHCPv6 calls a machine, it may call itself in DHCPv4 too.
        { Duid: { } duid } => new("duid", duid, entry.Ipv4, entry.Name),
        _ => null,
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(Identifier, Value);
        if (Address is not null)
        {
            json.WriteString("ip-address", Address);
        }

        json.WriteString("hostname", HostName);
        json.WriteEndObject();
    }
}
