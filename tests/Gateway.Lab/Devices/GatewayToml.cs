using Gateway.Lab.Guests;

namespace Gateway.Lab.Devices;

/// <summary>The operator's file for a gateway in the laboratory. Pure.</summary>
public sealed record GatewayToml
{
    /// <summary>Selectors of the cards, such as <c>mac:52:54:00:1a:b1:01</c>.</summary>
    public required string OutsideCard { get; init; }

    /// <summary>Null: the segment has no card.</summary>
    public required string? InsideCard { get; init; }
    public required string SshPublicKey { get; init; }

    /// <summary>The laboratory's root key, as a DNSKEY record.</summary>
    public required string TrustAnchor { get; init; }

    /// <summary>Address or name.</summary>
    public string TimeServer { get; init; } = LabMachine.Router;

    /// <summary>Lines added to the table <c>[inside]</c>.</summary>
    public string InsideLines { get; init; } = "";

    /// <summary>Further tables.</summary>
    public string Tables { get; init; } = "";

    public string ToText() => $"""
        schema = 1

        [system]
        ssh-keys = ["{SshPublicKey}"]

        [outside]
        nic = "{OutsideCard}"

        [inside]
        {(InsideCard is null ? "" : $"nic = \"{InsideCard}\"")}
        {InsideLines}

        [dns]
        mode = "recursive"
        root-hints = '''
        {LabMachine.RootHints}'''
        trust-anchor = ["{TrustAnchor}"]

        [time]
        servers = ["{TimeServer}"]

        {Tables}
        """;
}
