namespace Gateway.Planning.Configuration;

/// <summary>How the computers of a segment reach the outside.</summary>
public enum Egress
{
    /// <summary>Directly, and through the proxy if they like.</summary>
    Open,

    /// <summary>Through the proxy alone.</summary>
    ProxyOnly,
}
