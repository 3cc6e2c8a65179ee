using System.Collections.Immutable;
using System.Net.Sockets;
using Gateway.Agent.Events;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Status;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Dhcp;

/// <summary>
/// Listens inside for DHCP servers other than this box. Most of them answer a client alone, which nobody else hears; but the client then tells everybody whom it chose.
/// </summary>
public sealed partial class ForeignServers(Trigger turns, TimeProvider time, ILogger<ForeignServers> logger) : IDisposable
{
    private const int BufferLength = 2048;

    /// <summary>Frames that are looked at in a second: whoever sends thousands costs no more than this.</summary>
    private const int MostInPause = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The first ones count: who invents new addresses all the time changes nothing.</summary>
    internal const int Most = 4;

    /// <summary>How long one is told of after it was heard last.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const string Heard = "a foreign DHCP server";
    private const string Silent = "a foreign DHCP server that may have gone";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Table, string Address), (ForeignServer Server, long At)> _servers = [];
    private readonly Dictionary<DhcpSegment, (Task Listening, CancellationTokenSource End)> _segments = [];

    public ImmutableArray<Condition> Conditions
    {
        get
        {
            lock (_lock)
                return ForeignServer.Conditions(_servers.Values.Select(static entry => entry.Server));
        }
    }

    /// <summary>Listens there and nowhere else; called after each turn. Where listening ended because the link went, it begins again.</summary>
    public void Follow(ImmutableArray<DhcpSegment> segments)
    {
        foreach (var (segment, (listening, end)) in _segments.ToArray())
        {
            if (!segments.Contains(segment) || listening.IsCompleted)
                Leave(segment, end);
        }

        foreach (var segment in segments.Where(segment => !_segments.ContainsKey(segment)))
        {
            var end = new CancellationTokenSource();
            _segments.Add(segment, (ListenAsync(segment, end.Token), end));
        }

        Forget([.. segments.Select(static segment => segment.Table)]);
    }

    public void Dispose()
    {
        foreach (var (segment, (_, end)) in _segments.ToArray())
            Leave(segment, end);
    }

    /// <summary>True: it is one of whom nothing was known, or not this.</summary>
    internal bool Add(ForeignServer server)
    {
        lock (_lock)
        {
            var known = _servers.TryGetValue((server.Table, server.Address), out var before);
            if (!known && _servers.Count >= Most)
                return false;
            var merged = server with { Mac = server.Mac ?? before.Server?.Mac };
            _servers[(server.Table, server.Address)] = (merged, time.GetTimestamp());
            if (known && merged == before.Server)
                return false;
        }

        turns.Signal(Heard);
        turns.SignalAfter(Kept, Silent);
        LogHeard(logger, server.Address, server.Mac ?? "not known", server.Table);
        return true;
    }

    private void Leave(DhcpSegment segment, CancellationTokenSource end)
    {
        end.Cancel();
        end.Dispose();
        _segments.Remove(segment);
    }

    private void Forget(ImmutableArray<string> tables)
    {
        lock (_lock)
        {
            foreach (var (key, (_, at)) in _servers.ToArray())
            {
                if (!tables.Contains(key.Table) || time.GetElapsedTime(at) >= Kept)
                    _servers.Remove(key);
            }

            if (_servers.Count > 0)
                turns.SignalAfter(Kept - _servers.Values.Max(entry => time.GetElapsedTime(entry.At)), Silent);
        }
    }

    private async Task ListenAsync(DhcpSegment segment, CancellationToken cancellation)
    {
        try
        {
            using var socket = PacketSocket.Open(segment.Interface, EthernetFrame.Ipv4, DhcpSight.Filter);
            var buffer = new byte[BufferLength];
            for (var count = 1; ; count++)
            {
                var length = await socket.ReceiveAsync(buffer, cancellation);
                if (DhcpSight.Parse(buffer.AsSpan(0, length)) is { } sight && sight.Server != segment.Server
                    && Add(new ForeignServer(segment.Table, sight.Server, sight.Mac)) && sight.Mac is null
                    && await ForeignServerProbe.WhoHasAsync(segment, sight.Server, cancellation) is { } mac)
                    Add(new ForeignServer(segment.Table, sight.Server, mac));
                if (count % MostInPause == 0)
                    await Task.Delay(Pause, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody is to listen here any more.
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            LogEnded(logger, segment.Interface, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the DHCP server {Address} ({Mac}) gives out addresses in the segment of [{Table}] and is not this box")]
    private static partial void LogHeard(ILogger logger, string address, string mac, string table);

    [LoggerMessage(Level = LogLevel.Debug, Message = "listening for DHCP servers on {Link} ended: {Reason}, ignoring")]
    private static partial void LogEnded(ILogger logger, string link, string reason);
}
