using Gateway.Planning.Configuration;

namespace Gateway.Lab.Run.Check;

/// <summary>How a computer is set up by hand where no DHCP server is wanted.</summary>
public sealed record LanAddress(string Address, string Router, string Resolver)
{
    /// <summary>The highest address of the inside that is not the box's own. Pure.</summary>
    public static LanAddress Of(GatewayConfig config)
    {
        var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
        var host = config.Host.InsideAddress;
        var free = subnet.LastHost;
        while (free == subnet.Address || Ipv4Text.Format(free) == host)
        {
            free--;
        }

        var router = Ipv4Text.Format(subnet.Address);
        return new LanAddress($"{Ipv4Text.Format(free)}/{subnet.PrefixLength}", router, router);
    }
}
