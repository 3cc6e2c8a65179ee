using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Names;

/// <summary>
/// Keeps the zones of names what the lease database says. It looks at the whole, never at a single event: what happened
/// while this agent, Kea or Knot did not run makes no difference.
/// </summary>
public sealed partial class LeaseNames(
    LeaseFile leases, NameZones zones, ZoneRepair repair, LeaseReport report, TimeProvider time, ILogger<LeaseNames> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Between two comparisons that nothing has asked for.</summary>
    private static readonly TimeSpan ComparePause = TimeSpan.FromMinutes(10);
    private const string Compare = "comparison";
    private const string LeaseEnds = "a lease ends";

    private readonly GrowingPause _pause = new(FirstPause, LongestPause);
    private readonly Lock _lock = new();
    private NameScope? _scope;
    private ImmutableArray<DhcpSegment> _segments = [];
    private bool _known;

    /// <summary>Whose each name was when the zones were last seen.</summary>
    private Dictionary<string, string> _owners = [];

    /// <summary>What the zones have; null: not known, and to be asked.</summary>
    private ImmutableHashSet<ZoneRecord>? _zones;

    /// <summary>Signals here bring a look.</summary>
    public Trigger Trigger { get; } = new(time, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));

    public ImmutableArray<Condition> Conditions => report.Conditions;

    /// <summary>Called after each turn.</summary>
    /// <param name="scope">Null: leases get no names.</param>
    /// <param name="compare">True: the zones may have been lost or changed.</param>
    /// <param name="segments">Where addresses are given out.</param>
    public void Follow(NameScope? scope, bool compare, params ImmutableArray<DhcpSegment> segments)
    {
        lock (_lock)
        {
            if (_known && _scope == scope && !compare && _segments.SequenceEqual(segments))
                return;
            (_scope, _segments) = (scope, segments);
            _known = true;
        }
        Trigger.Signal(Compare);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
            await LookAsync(await Trigger.WaitAsync(stoppingToken), stoppingToken);
    }

    internal async Task LookAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        NameScope? scope;
        ImmutableArray<DhcpSegment> segments;
        lock (_lock)
        {
            if (!_known)
                return;
            (scope, segments) = (_scope, _segments);
        }
        try
        {
            if (reasons.Contains(Compare))
                _zones = null;
            var compared = _zones is null;
            await FollowAsync(scope, await LeasesAsync(segments, reasons, cancellation), cancellation);
            if (compared)
                Trigger.SignalAfter(ComparePause, Compare);
            _pause.Reset();
            repair.Succeeded();
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
        {
            _zones = null;
            report.Failed(e.Message);
            // How long it was away is no reason to wait long for what it says now.
            if (repair.Begins(e))
                _pause.Reset();
            // Knot may stand again without an event that is seen here.
            Trigger.SignalAfter(_pause.Take(), Compare);
            await repair.FailedAsync(e, cancellation);
        }
    }

    /// <summary>The active leases; tells what is given out.</summary>
    private async Task<Lease[]> LeasesAsync(ImmutableArray<DhcpSegment> segments, ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var taken = (await leases.ReadAsync(anew: reasons.Contains(Compare), cancellation)).Where(lease => lease.IsTakenAt(now)).ToArray();
        if (taken.Length > 0)
            Trigger.SignalAfter(TimeSpan.FromSeconds(Math.Clamp(taken.Min(static lease => lease.Ends) - now, 1, 86400)), LeaseEnds);
        ImmutableArray<PoolUse> pools = [.. segments.Select(segment => PoolUse.Of(segment, taken, now))];
        report.GivenOut(pools, DhcpConditions.Of(segments, pools, taken, now));
        return [.. taken.Where(lease => lease.IsActiveAt(now))];
    }

    private async Task FollowAsync(NameScope? scope, Lease[] active, CancellationToken cancellation)
    {
        if (scope is null)
        {
            report.Named([.. active.Select(static lease => new NamedLease(lease, null, NameRefusal.None))], null);
            return;
        }
        try
        {
            var present = _zones ?? await zones.ReadAsync(scope, cancellation);
            _owners = Owners(present);
            var named = Planned(active, scope);
            await BringAsync(present, [.. named.SelectMany(static entry => ZoneRecord.Of(entry.Lease, entry.Scope))], cancellation);
            report.Named(Listed(named, active), scope);
        }
        catch (Exception e) when (e is CommandException or IOException)
        {
            // Who has a lease is told without Knot.
            report.Planned(Listed(Planned(active, scope), active), scope);
            throw;
        }
    }

    private (NameScope Scope, NamedLease Lease)[] Planned(Lease[] active, NameScope scope) =>
    [
        .. scope.All.SelectMany(each => NamePlanner.Plan(active.Where(lease => each.Covers(lease.Address)), _owners, each).Select(lease => (Scope: each, Lease: lease))),
    ];

    /// <summary>With those that the zones have no place for.</summary>
    private static ImmutableArray<NamedLease> Listed((NameScope Scope, NamedLease Lease)[] named, Lease[] active) =>
    [
        .. named.Select(static entry => entry.Scope.Shown(entry.Lease)),
        .. active.Except(named.Select(static entry => entry.Lease.Lease)).Select(static lease => new NamedLease(lease, null, NameRefusal.None)),
    ];

    private async Task BringAsync(ImmutableHashSet<ZoneRecord> present, ImmutableHashSet<ZoneRecord> wanted, CancellationToken cancellation)
    {
        var update = ZoneUpdate.Between(present, wanted);
        if (update.Length > 0)
        {
            // Whatever interrupts an update leaves it unknown how far it came.
            _zones = null;
            await zones.UpdateAsync(update, cancellation);
            LogChanged(logger, wanted.Except(present).Count, present.Except(wanted).Count);
        }
        _zones = wanted;
    }

    private static Dictionary<string, string> Owners(ImmutableHashSet<ZoneRecord> records) => records
        .Where(static record => record.Type == ZoneRecord.DhcidType)
        .GroupBy(static record => record.Owner)
        .ToDictionary(static group => group.Key, static group => group.First().Data);

    [LoggerMessage(Level = LogLevel.Debug, Message = "names of leases: {Added} records added, {Removed} removed")]
    private static partial void LogChanged(ILogger logger, int added, int removed);
}
