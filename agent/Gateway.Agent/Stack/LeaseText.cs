using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>The file in which systemd-networkd keeps a DHCPv4 lease -&gt; what the gateway takes of it. A provider can write anything there: what is no address is left out.</summary>
internal static class LeaseText
{
    private static readonly string[] RouteKeys = ["ROUTES", "STATIC_ROUTES", "CLASSLESS_ROUTES"];

    public static StackObservation Parse(IEnumerable<string> lines)
    {
        var values = lines.Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2)
            .GroupBy(static pair => pair[0]).ToDictionary(static group => group.Key, static group => group.First()[1]);
        return new StackObservation
        {
            ProviderResolvers = [.. Words(values, "DNS").Where(IsHost).Distinct()],
            Lease = LeaseOf(values),
        };
    }

    private static OutsideLease? LeaseOf(Dictionary<string, string> values) =>
        values.GetValueOrDefault("ADDRESS") is { } address && IsIpv4(address)
            ? new OutsideLease($"{address}/{PrefixLength(values.GetValueOrDefault("NETMASK"))}")
            {
                Routers = [.. Words(values, "ROUTER").Where(IsIpv4)],
                Routes = [.. RouteKeys.SelectMany(key => Words(values, key)).Select(static route => route.Split(',')[0]).Where(IsSubnet)],
            }
            : null;

    private static string[] Words(Dictionary<string, string> values, string key) =>
        values.GetValueOrDefault(key, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Of a single address where no mask is given.</summary>
    private static int PrefixLength(string? mask) => mask is not null && IsIpv4(mask)
        ? BitOperations.PopCount(BitConverter.ToUInt32(IPAddress.Parse(mask).GetAddressBytes()))
        : 32;

    private static bool IsSubnet(string text) =>
        text.Split('/') is [var address, var length] && IsIpv4(address) && byte.TryParse(length, out var bits) && bits <= 32;

    private static bool IsIpv4(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    /// <summary>One that a question can be sent to, and that is not this box.</summary>
    private static bool IsHost(string text) =>
        IPAddress.TryParse(text, out var address)
        && !IPAddress.IsLoopback(address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes()[0] is > 0 and < 224
            : !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any));
}
