namespace Gateway.Lab.Frames;

/// <summary>Types of an Ethernet frame's payload.</summary>
public static class EtherType
{
    public const int Ipv4 = 0x0800;
    public const int Arp = 0x0806;
    public const int Ipv6 = 0x86dd;
    public const int PppoeDiscovery = 0x8863;
    public const int PppoeSession = 0x8864;
    public const int Lldp = 0x88cc;

    /// <summary>IEEE 802's first type for local experiments: the gateway's probe for two roles on one network.</summary>
    public const int LocalExperiment = 0x88b5;
}

/// <summary>Protocols above IP.</summary>
public static class IpProtocol
{
    public const int Icmp = 1;
    public const int Tcp = 6;
    public const int Udp = 17;
    public const int Icmpv6 = 58;
}
