using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Generations;

/// <summary>Two configurations -&gt; which connections end when the second takes the place of the first.</summary>
public static class FlowEffects
{
    public static ImmutableArray<string> Between(GatewayConfig present, GatewayConfig next)
    {
        var effects = ImmutableArray.CreateBuilder<string>();
        if (present.Outside.Nic != next.Outside.Nic || present.Outside.Mac != next.Outside.Mac || present.Outside.Mtu != next.Outside.Mtu)
            effects.Add("every connection through the outside: its link is made anew and asks for an address again");
        effects.AddRange(OutsideEffects.Between(present, next));
        effects.AddRange(ForwardEffects.Between(present, next));
        if (present.Inside.Nic != next.Inside.Nic || present.Inside.Attach != next.Inside.Attach)
            effects.Add("every connection of the inside: its card changes");
        if (present.Inside.Ipv4 != next.Inside.Ipv4)
            effects.Add($"every connection of the inside: its addresses change from {present.Inside.Ipv4} to {next.Inside.Ipv4}, and computers keep theirs until they ask again");
        if (present.Inside.Ipv6 != next.Inside.Ipv6)
            effects.Add($"IPv6 connections inside: ipv6 changes from {present.Inside.Ipv6} to {next.Inside.Ipv6}");
        foreach (var segment in present.FurtherSegments)
            effects.AddRange(Of(segment, next.FurtherSegments.FirstOrDefault(other => other.Name == segment.Name)));
        if (SegmentDefaults.HostAddress(present) != SegmentDefaults.HostAddress(next))
            effects.Add($"connections to the host, such as SSH: its address changes from {SegmentDefaults.HostAddress(present)} to {SegmentDefaults.HostAddress(next)}");
        if (!present.System.SshKeys.IsEmpty && next.System.SshKeys.IsEmpty)
            effects.Add("no new SSH connection to the host: no key may log in any more");
        if (present.Inside.Egress == Egress.Open && next.Inside.Egress == Egress.ProxyOnly)
            effects.Add("every connection of the inside to the outside that does not go through the proxy: egress changes to proxy-only");
        if (present.Proxy.CacheSize != next.Proxy.CacheSize && present.Proxy.Enabled && next.Proxy.Enabled)
            effects.Add("connections through the proxy: it is started again with another cache");
        if (present.Proxy.Enabled && !next.Proxy.Enabled)
            effects.Add("connections through the proxy: it is switched off");
        if (present.Registry.Enabled && !next.Registry.Enabled)
            effects.Add("transfers from and to the registry: it is switched off");
        if (present.Registry.Mirror && !next.Registry.Mirror)
            effects.Add("transfers from the mirror of Docker Hub: it is switched off");
        foreach (var mirror in present.Registry.Mirrors.Where(mirror => !next.Registry.Mirrors.Contains(mirror)))
            effects.Add($"transfers from the mirror {mirror.Name}: it is {(next.Registry.Mirrors.Any(other => other.Name == mirror.Name) ? "started again with other settings" : "gone, with what it had kept")}");
        return effects.ToImmutable();
    }

    /// <summary>Who may no longer reach another keeps what was begun.</summary>
    private static IEnumerable<string> Of(SegmentConfig present, SegmentConfig? next)
    {
        if (next is null)
            return [$"every connection of the segment {present.Name}: it is taken away"];
        if (present.Vlan != next.Vlan)
            return [$"every connection of the segment {present.Name}: its VLAN changes from {present.Vlan} to {next.Vlan}"];
        if (present.Ipv4 != next.Ipv4)
            return [$"every connection of the segment {present.Name}: its addresses change from {present.Ipv4} to {next.Ipv4}, and computers keep theirs until they ask again"];
        if (present.Egress == Egress.Open && next.Egress == Egress.ProxyOnly)
            return [$"every connection of the segment {present.Name} to the outside that does not go through the proxy: egress changes to proxy-only"];
        if (present.Ipv6 != next.Ipv6)
            return [$"IPv6 connections of the segment {present.Name}: ipv6 changes from {present.Ipv6} to {next.Ipv6}"];
        return present.Proxy && !next.Proxy ? [$"connections of the segment {present.Name} through the proxy: it may not use it any more"] : [];
    }
}
