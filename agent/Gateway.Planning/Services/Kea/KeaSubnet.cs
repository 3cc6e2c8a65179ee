using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Haproxy;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Kea;

/// <summary>What Kea hands out in one segment.</summary>
public sealed record KeaSubnet
{
    /// <summary>In the lease database; it must stay the same for ever.</summary>
    public required int Id { get; init; }

    /// <summary>The segment's name.</summary>
    public required string Segment { get; init; }

    /// <summary>Its table in gateway.toml.</summary>
    public required string Table { get; init; }
    public required string Interface { get; init; }
    public required string Subnet { get; init; }
    public required string Router { get; init; }

    /// <summary>The pools without the gateway's and the host's own addresses; not overlapping.</summary>
    public required ImmutableArray<AddressRange> Pools { get; init; }
    public required TimeSpan LeaseTime { get; init; }
    public required string Domain { get; init; }

    /// <summary>The gateway, or the provider's resolvers when the gateway's own is off; empty: none are named.</summary>
    public ImmutableArray<string> DnsServers { get; init; } = [];

    /// <summary>Empty: none are named.</summary>
    public ImmutableArray<string> NtpServers { get; init; } = [];

    /// <summary>What stands beside, and goes before, the options that follow from the segment.</summary>
    public ImmutableArray<KeaOption> Options { get; init; } = [];

    public ImmutableArray<KeaReservation> Reservations { get; init; } = [];

    public static KeaSubnet From(StackSegment segment, StackDocument document, StackObservation observation)
    {
        var network = Ipv4Segment.Parse(segment.Ipv4);
        return new KeaSubnet
        {
            Id = segment.Vlan is { } vlan ? KeaDefaults.VlanSubnetId + vlan : KeaDefaults.SubnetId,
            Segment = segment.Name,
            Table = segment.Table,
            Interface = segment.Link,
            Subnet = network.Subnet,
            Router = network.Address,
            // An address that the provider gave the gateway is no client's, even if it should not have.
            Pools = [.. segment.Pools.SelectMany(pool => Without(pool, [network.Address, .. Host(segment), .. Claimed(observation), .. Fixed(document)]))],
            LeaseTime = segment.LeaseTime,
            Domain = document.DomainOf(segment),
            DnsServers = document.Dns.Enabled ? [network.Address] : observation.ProviderResolvers,
            NtpServers = document.Time.Enabled ? [network.Address] : [],
            Options = [.. segment.Proxy ? Wpad(document, network) : [], .. segment.DhcpOptions.Select(KeaOption.From)],
            Reservations = [.. document.HostEntries.Where(entry => entry.Ipv4 is null || network.Contains(entry.Ipv4)).Select(KeaReservation.From).OfType<KeaReservation>()],
        };
    }

    /// <summary>By address: it is also right for whoever does not ask our resolver.</summary>
    private static IEnumerable<KeaOption> Wpad(StackDocument document, Ipv4Segment network) => document.Proxy is { Enabled: true, Wpad: true }
        ? [new KeaOption("wpad-url", $"http://{network.Address}{ProxyAutoConfig.Path}") { Definition = new KeaDefinition("wpad-url", DhcpCodes.Wpad, DhcpOptionType.String, IsList: false) }]
        : [];

    /// <summary>The addresses of machines that DHCP has no way to know: they have set them by themselves.</summary>
    private static IEnumerable<string> Fixed(StackDocument document) =>
        document.HostEntries.Where(static entry => KeaReservation.From(entry) is null).Select(static entry => entry.Ipv4).OfType<string>();

    private static IEnumerable<string> Host(StackSegment segment) => segment.HostAddress.Length == 0 ? [] : [segment.HostAddress];

    private static IEnumerable<string> Claimed(StackObservation observation) =>
        observation.Lease is { } lease ? [Ipv4Segment.Parse(lease.Address).Address] : [];

    private static ImmutableArray<AddressRange> Without(AddressRange pool, IEnumerable<string> taken)
    {
        var pools = ImmutableArray.CreateBuilder<AddressRange>();
        ulong first = Ipv4Segment.ToNumber(pool.First);
        ulong last = Ipv4Segment.ToNumber(pool.Last);
        foreach (ulong hole in taken.Select(Ipv4Segment.ToNumber).Where(n => n >= first && n <= last).Distinct().Order())
        {
            AddRange(pools, first, hole - 1);
            first = hole + 1;
        }

        AddRange(pools, first, last);
        return pools.ToImmutable();
    }

    private static void AddRange(ImmutableArray<AddressRange>.Builder pools, ulong first, ulong last)
    {
        if (first <= last)
        {
            pools.Add(new AddressRange(Ipv4Segment.ToText((uint)first), Ipv4Segment.ToText((uint)last)));
        }
    }
}
