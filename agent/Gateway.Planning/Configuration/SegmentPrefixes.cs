using System.Buffers.Binary;
using System.Net;

namespace Gateway.Planning.Configuration;

/// <summary>Which /64 of what a provider routes is a segment's.</summary>
public static class SegmentPrefixes
{
    /// <summary>The /64 of this number, counted from 0.</summary>
    public static string Of(string prefix, int number)
    {
        var bytes = IPNetwork.Parse(prefix).BaseAddress.GetAddressBytes();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, BinaryPrimitives.ReadUInt64BigEndian(bytes) + (ulong)number);
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>The segments that have IPv6 take one after the other, the inside first; null: there is none for it.</summary>
    public static string? Routed(GatewayConfig config, SegmentConfig segment) =>
        segment.Ipv6 != "off" && config.Outside.Ipv6Prefix is { } prefix
            ? Of(prefix, config.Segments.TakeWhile(other => other.Name != segment.Name).Count(static other => other.Ipv6 != "off"))
            : null;

    /// <summary>Those of a segment that stand in the file or follow from it.</summary>
    internal static IEnumerable<string> Known(GatewayConfig config, SegmentConfig segment) =>
        new[] { segment.Ipv6 is "auto" or "off" ? null : segment.Ipv6, Routed(config, segment) }.OfType<string>();
}
