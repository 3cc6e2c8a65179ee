using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>What is written of the outside's addresses is complete and fits together.</summary>
internal static class OutsideChecks
{
    private const string Mode = "outside.mode";
    private const string Ipv4 = "outside.ipv4";
    private const string Gateway = "outside.gateway";
    private const string Ipv6 = "outside.ipv6";
    private const string Ipv6Gateway = "outside.ipv6-gateway";
    private const string Ipv6Prefix = "outside.ipv6-prefix";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        CheckMode(config, places, errors);
        CheckIpv4(config, places, errors);
        CheckIpv6(config, places, errors);
        CheckPrefix(config, places, errors);
    }

    private static void CheckMode(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(Mode))
        {
            return;
        }

        foreach (var (path, value) in new[] { (Ipv4, config.Outside.Ipv4), (Gateway, config.Outside.Gateway) }.Where(pair => places.AreGood(pair.Item1)))
        {
            if (config.Outside.Mode == LinkMode.Static && value is null)
            {
                errors.Add(places.Of(Mode)!.Value, $"{Mode} is static, but there is no {path}", "write ipv4 and gateway below it, as the provider names them");
            }
            else if (config.Outside.Mode != LinkMode.Static && value is not null)
            {
                errors.Add(places.Of(path)!.Value, $"{path} is not used: by {places.Describe(Mode)} the provider's DHCP server gives address and router", "write mode = \"static\", or delete this line");
            }
        }

        if (config.Outside.Mode == LinkMode.Static && config.Dns.Mode == DnsMode.Provider && places.AreGood("dns.mode"))
        {
            errors.Add(places.Of("dns.mode")!.Value, $"dns.mode is provider, but by {places.Describe(Mode)} nobody names the provider's resolvers", "write mode = \"forward\" and the resolvers as upstreams");
        }
    }

    private static void CheckIpv4(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (config.Outside is not { Mode: LinkMode.Static, Ipv4: { } text } || !places.AreGood(Ipv4))
        {
            return;
        }

        var (address, length) = (Ipv4Text.From(text.Split('/')[0]), int.Parse(text.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        var subnet = new Ipv4Subnet(address, length);
        var own = length == 32 ? text[..^3] : $"{Ipv4Text.Format(length == 32 ? address : subnet.Network)}/{length}";
        foreach (var segment in config.Segments.Where(segment => places.AreGood($"{segment.Table}.ipv4") && Ipv4NetworkText.Overlap(own, Ipv4Subnet.From(segment.Ipv4).NetworkText)))
        {
            errors.Add(places.Of(Ipv4)!.Value, $"{Ipv4}: {own} has addresses in common with {places.Describe($"{segment.Table}.ipv4")}", "give the segment another subnet");
        }

        if (config.Outside.Gateway is not { } router || !places.AreGood(Gateway))
        {
            return;
        }

        // Within a subnet with the outside it is that one that overlaps.
        foreach (var segment in config.Segments.Where(segment => length == 32 && places.AreGood($"{segment.Table}.ipv4") && Ipv4NetworkText.IsIn(router, Ipv4Subnet.From(segment.Ipv4).NetworkText)))
        {
            errors.Add(places.Of(Gateway)!.Value, $"{Gateway}: {router} lies in the subnet of {places.Describe($"{segment.Table}.ipv4")}, and not outside", "look again at what the provider says, or give the segment another subnet");
        }

        if (Ipv4Text.From(router) == address || (length < 32 && !Ipv4NetworkText.IsIn(router, own)))
        {
            errors.Add(
                places.Of(Gateway)!.Value,
                Ipv4Text.From(router) == address ? $"{Gateway}: {router} is the outside's own address, {places.Describe(Ipv4)}" : $"{Gateway}: {router} lies outside {own}, the subnet of {places.Describe(Ipv4)}",
                "look again at what the provider says; where the router is in no subnet with you the address ends with /32");
        }
    }

    private static void CheckIpv6(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(Ipv6, Ipv6Gateway))
        {
            return;
        }

        var outside = config.Outside;

        if (outside is { Ipv6: not null, Ipv6Gateway: null })
        {
            errors.Add(places.Of(Ipv6)!.Value, $"{Ipv6} leads nowhere without {Ipv6Gateway}", "write the provider's router as ipv6-gateway, such as \"fe80::1\"");
        }
        else if (outside is { Ipv6: null, Ipv6Gateway: not null })
        {
            errors.Add(places.Of(Ipv6Gateway)!.Value, $"{Ipv6Gateway} is not used without {Ipv6}", "write the outside's own address as ipv6, or delete this line");
        }
        else if (outside is { Ipv6: { } ipv6, Ipv6Gateway: { } router })
        {
            CheckRouter(ipv6, IPAddress.Parse(router), places, errors);
            foreach (var segment in config.Segments.Where(segment => segment.Ipv6 is not "auto" and not "off" && places.AreGood($"{segment.Table}.ipv6") && Ipv6NetworkText.Overlap(NetworkOf(ipv6), IPNetwork.Parse(segment.Ipv6))))
            {
                errors.Add(places.Of(Ipv6)!.Value, $"{Ipv6}: {NetworkOf(ipv6)} has addresses in common with {places.Describe($"{segment.Table}.ipv6")}", "give the segment another prefix of its own, or \"auto\"");
            }
        }
    }

    private static void CheckRouter(string ipv6, IPAddress router, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (address, network) = (IPAddress.Parse(ipv6.Split('/')[0]), NetworkOf(ipv6));
        if (address.Equals(router) || (!router.IsIPv6LinkLocal && network.PrefixLength < 128 && !network.Contains(router)))
        {
            errors.Add(
                places.Of(Ipv6Gateway)!.Value,
                address.Equals(router) ? $"{Ipv6Gateway}: {router} is the outside's own address, {places.Describe(Ipv6)}" : $"{Ipv6Gateway}: {router} lies outside {network}, the network of {places.Describe(Ipv6)}",
                "look again at what the provider says; a link-local router such as fe80::1 is in every network");
        }
    }

    private static void CheckPrefix(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (config.Outside.Ipv6Prefix is not { } text || !places.AreGood(Ipv6Prefix, Ipv6))
        {
            return;
        }

        var prefix = IPNetwork.Parse(text);
        if (config.Outside.Ipv6 is not { } ipv6)
        {
            errors.Add(places.Of(Ipv6Prefix)!.Value, $"{Ipv6Prefix} is routed to nobody without {Ipv6}", "write the outside's own address as ipv6, and ipv6-gateway");
            return;
        }

        if (Ipv6NetworkText.Overlap(prefix, NetworkOf(ipv6)))
        {
            errors.Add(places.Of(Ipv6Prefix)!.Value, $"{Ipv6Prefix}: {text} has addresses in common with the network of {places.Describe(Ipv6)}, which is outside", "write the prefix that the provider routes to you, which is another; without one, delete this line");
        }

        foreach (var segment in config.Segments.Where(segment => segment.Ipv6 is not "auto" and not "off" && places.AreGood($"{segment.Table}.ipv6") && Ipv6NetworkText.Overlap(prefix, IPNetwork.Parse(segment.Ipv6))))
        {
            errors.Add(places.Of(Ipv6Prefix)!.Value, $"{Ipv6Prefix}: {text} has addresses in common with {places.Describe($"{segment.Table}.ipv6")}", "give the segment another prefix of its own, or \"auto\"");
        }

        var wanted = config.Segments.Count(static segment => segment.Ipv6 != "off");
        if (64 - prefix.PrefixLength < 16 && wanted > 1 << (64 - prefix.PrefixLength))
        {
            errors.Add(places.Of(Ipv6Prefix)!.Value, $"{Ipv6Prefix}: {text} has {1 << (64 - prefix.PrefixLength)} /64, but {wanted} segments have IPv6", "ask the provider for a shorter prefix, or write ipv6 = \"off\" in a segment");
        }
    }

    private static IPNetwork NetworkOf(string address)
    {
        var (text, length) = (address.Split('/')[0], int.Parse(address.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        return new IPNetwork(Ipv6NetworkText.Masked(IPAddress.Parse(text), length), length);
    }
}
