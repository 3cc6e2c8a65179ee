namespace Gateway.Planning.Configuration;

/// <summary>Options of DHCPv4 that the gateway sets by itself.</summary>
public static class DhcpCodes
{
    public const int Routers = 3;

    /// <summary>Where browsers find the proxy's PAC file.</summary>
    public const int Wpad = 252;
}
