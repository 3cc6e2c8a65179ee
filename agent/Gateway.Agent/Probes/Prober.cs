using System.Collections.Immutable;
using System.Net.Sockets;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Asks by the kind of the probe.</summary>
public sealed class Prober : IProber
{
    /// <summary>Of one question; a service that needs longer does not serve.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly DhcpSocketProbe _dhcp = new(new ProcessSockets());
    private readonly RouterAdvertiserProbe _advertiser = new(new ProcessSockets());

    public async Task<string?> AskAsync(Probe probe, ImmutableDictionary<string, ObservedUnit> units, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Timeout);
        try
        {
            return await AskKindAsync(probe, units, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{Describe(probe)}: no answer within {Timeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is SocketException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return $"{Describe(probe)}: {e.Message}";
        }
    }

    private async Task<string?> AskKindAsync(Probe probe, ImmutableDictionary<string, ObservedUnit> units, CancellationToken cancellation) =>
        probe switch
        {
            Probe.DhcpSocket dhcp => _dhcp.Ask(dhcp),
            Probe.DnsAnswer dns => await DnsAnswerProbe.AskAsync(dns, cancellation),
            Probe.TcpConnect tcp => await TcpConnectProbe.AskAsync(tcp, cancellation),
            Probe.HttpOk http => await HttpOkProbe.AskAsync(http, cancellation),
            Probe.SocketOk socket => await SocketOkProbe.AskAsync(socket, cancellation),
            Probe.NtpReply ntp => await NtpReplyProbe.AskAsync(ntp, cancellation),
            Probe.RouterAdvertiser advertiser => _advertiser.Ask(advertiser),
            Probe.UnitActive active => UnitActiveProbe.Ask(active, units),
            _ => throw new ArgumentOutOfRangeException(nameof(probe), probe, "no probe of this kind is known"),
        };

    private static string Describe(Probe probe) => probe switch
    {
        Probe.DnsAnswer dns => $"DNS: asking {dns.Server} for {dns.Name}",
        Probe.TcpConnect tcp => $"connecting to {tcp.Address} port {tcp.Port}",
        Probe.HttpOk http => $"getting {http.Url}",
        Probe.SocketOk socket => $"getting {socket.Path} from {string.Join(" or ", socket.Sockets)}",
        Probe.NtpReply ntp => $"NTP: asking {ntp.Server}",
        Probe.DhcpSocket dhcp => $"looking for the DHCP socket on {dhcp.Interface}",
        Probe.RouterAdvertiser advertiser => $"looking for the router advertiser on {advertiser.Interface}",
        _ => probe.ToString(),
    };
}
