using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders the flow table. It is a table of its own: one that names a link that has just left is refused, and the rules hold without it.</summary>
public static class OffloadConf
{
    /// <param name="links">The two between which flows are passed on. Their numbers make another file of the same names, since a link that comes back has left the flow table.</param>
    public static string Render(ImmutableArray<LinkIndex> links) => new ConfText(indent: "\t")
        .Line($"# {string.Join(", ", links.Select(static link => $"{link.Name} is link {link.Number}"))}.")
        .Line("table inet gateway_offload")
        .Line("delete table inet gateway_offload")
        .Line("")
        .Block("table inet gateway_offload {", table => Table(table, links), "}")
        .ToString();

    private static void Table(ConfText text, ImmutableArray<LinkIndex> links)
    {
        var devices = string.Join(", ", links.Select(static link => $"\"{link.Name}\""));
        text.Block("flowtable gw_flows {", table => table.Line($"hook ingress priority filter; devices = {{ {devices} }};"), "}");
        text.Block(
            "chain gw_offload {",
            static chain => chain
                .Line("type filter hook forward priority filter + 10; policy accept;")
                // The rules that end a flow are on its first direction: only what has just passed them makes an entry, which is for both.
                .Line("meta l4proto { tcp, udp } ct state established ct direction original counter flow add @gw_flows comment \"firewall.offload\""),
            "}");
    }
}
