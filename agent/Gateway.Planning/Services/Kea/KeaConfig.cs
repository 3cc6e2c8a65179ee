using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Haproxy;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Kea;

/// <summary>The DHCPv4 server of a segment.</summary>
public sealed record KeaConfig
{
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

    /// <summary>Bytes.</summary>
    public int Mtu { get; init; } = KeaDefaults.Mtu;

    /// <summary>What stands beside, and goes before, the options that follow from the segment.</summary>
    public ImmutableArray<KeaOption> Options { get; init; } = [];

    public ImmutableArray<KeaReservation> Reservations { get; init; } = [];

    public bool Debug { get; init; }

    public static KeaConfig From(StackDocument document, StackObservation observation)
    {
        var inside = document.Inside;
        var segment = Ipv4Segment.Parse(inside.Ipv4);
        return new KeaConfig
        {
            Interface = inside.Bridge,
            Subnet = segment.Subnet,
            Router = segment.Address,
            // An address that the provider gave the gateway is no client's, even if it should not have.
            Pools = [.. inside.Pools.SelectMany(pool => Without(pool, [segment.Address, inside.HostAddress, .. Claimed(observation), .. Fixed(document)]))],
            LeaseTime = inside.LeaseTime,
            Domain = document.System.Domain,
            DnsServers = document.Dns.Enabled ? [segment.Address] : observation.ProviderResolvers,
            NtpServers = document.Time.Enabled ? [segment.Address] : [],
            Options = [.. Wpad(document, segment), .. inside.DhcpOptions.Select(KeaOption.From)],
            Reservations = [.. document.HostEntries.Select(KeaReservation.From).OfType<KeaReservation>()],
            Debug = document.Logging.Debug.Contains("kea"),
        };
    }

    /// <summary>By address: it is also right for whoever does not ask our resolver.</summary>
    private static IEnumerable<KeaOption> Wpad(StackDocument document, Ipv4Segment segment) => document.Proxy is { Enabled: true, Wpad: true }
        ? [new KeaOption("wpad-url", $"http://{segment.Address}{ProxyAutoConfig.Path}") { Definition = new KeaDefinition("wpad-url", DhcpCodes.Wpad, DhcpOptionType.String, IsList: false) }]
        : [];

    /// <summary>The addresses of machines that DHCP has no way to know: they have set them by themselves.</summary>
    private static IEnumerable<string> Fixed(StackDocument document) =>
        document.HostEntries.Where(static entry => KeaReservation.From(entry) is null).Select(static entry => entry.Ipv4).OfType<string>();

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
