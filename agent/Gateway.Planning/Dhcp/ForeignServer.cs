using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Dhcp;

/// <summary>Somebody else who gives out addresses inside.</summary>
/// <param name="Table">The table of gateway.toml on the segment's own DHCP.</param>
/// <param name="Address">As he calls himself.</param>
/// <param name="Mac">Null: nobody has answered for the address.</param>
public sealed record ForeignServer(string Table, string Address, string? Mac)
{
    private const string Code = "dhcp-server-foreign";

    public static ImmutableArray<Condition> Conditions(IEnumerable<ForeignServer> servers)
    {
        string[] found = [.. servers.Select(static server => $"{server.Address} ({server.Mac ?? "whose MAC is not known"}) in the segment of [{server.Table}]").Order(StringComparer.Ordinal)];
        return found.Length == 0
            ? []
            :
            [
                new Condition(
                    Code, "warning",
                    $"somebody else gives out addresses inside: {string.Join("; ", found)}. Computers that take them do not find this box, or trust a stranger. "
                    + "Switch the DHCP server off there, or unplug it, or set enabled = false in that table where it is to stay"),
            ];
    }
}
