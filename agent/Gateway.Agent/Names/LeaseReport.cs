using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Status;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Names;

/// <summary>Tells of the leases and their names: in a document for the operator's command, in status and in the journal.</summary>
public sealed partial class LeaseReport(string path, Trigger turns, TimeProvider time, ILogger<LeaseReport> logger) : IDisposable
{
    /// <summary>Between two writes of the document: leases can come by the thousand.</summary>
    private static readonly TimeSpan WritePause = TimeSpan.FromSeconds(1);

    /// <summary>A Knot that has just been started, or is just being, is nobody's concern.</summary>
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(10);

    /// <summary>Between two turns that are asked for: what is told of can change with each lease.</summary>
    private static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(10);

    /// <summary>Refusals that are written to the journal in <see cref="ToldFor"/>, each once.</summary>
    private const int MostTold = 256;
    private static readonly TimeSpan ToldFor = TimeSpan.FromHours(1);

    private const string Reason = "names of leases";

    private readonly Lock _lock = new();
    private readonly HashSet<(string, string, NameRefusal)> _told = [];
    private ImmutableArray<NamedLease> _leases = [];
    private NameScope? _scope;
    private ImmutableArray<PoolUse> _pools = [];
    private ImmutableArray<Condition> _addresses = [];
    private string? _failure;
    private long? _failing;
    private long? _asked;
    private long _toldSince;
    private string _written = "";
    private ITimer? _pause;
    private bool _due;

    public ImmutableArray<Condition> Conditions { get; private set; } = [];

    public void Named(ImmutableArray<NamedLease> leases, NameScope? scope)
    {
        lock (_lock)
        {
            if (_failure is not null)
                LogMended(logger);
            (_failure, _failing) = (null, null);
            foreach (var named in leases.Where(static named => named.Refusal != NameRefusal.None))
                Tell(named);
            List(leases, scope);
        }
    }

    /// <summary>The names are not known to be in the zones.</summary>
    public void Planned(ImmutableArray<NamedLease> leases, NameScope? scope)
    {
        lock (_lock)
            List(leases, scope);
    }

    /// <summary>What is given out; published with the leases.</summary>
    public void GivenOut(ImmutableArray<PoolUse> pools, ImmutableArray<Condition> conditions)
    {
        lock (_lock)
            (_pools, _addresses) = (pools, conditions);
    }

    public void Failed(string reason)
    {
        lock (_lock)
        {
            _failing ??= time.GetTimestamp();
            if (time.GetElapsedTime(_failing.Value) < ToldAfter)
                return;
            if (_failure != reason)
                LogFailed(logger, reason);
            _failure = reason;
            Publish();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _pause?.Dispose();
    }

    private void List(ImmutableArray<NamedLease> leases, NameScope? scope)
    {
        (_leases, _scope) = (leases, scope);
        Publish();
        _due = true;
        if (_pause is null)
            Write();
    }

    private void Publish()
    {
        ImmutableArray<Condition> conditions = [.. NameConditions.Of(_leases, _failure), .. _addresses];
        if (conditions.SequenceEqual(Conditions))
            return;
        Conditions = conditions;
        var passed = _asked is { } asked ? time.GetElapsedTime(asked) : TurnPause;
        if (passed < TurnPause)
        {
            turns.SignalAfter(TurnPause - passed, Reason);
            return;
        }
        _asked = time.GetTimestamp();
        turns.Signal(Reason);
    }

    private void Write()
    {
        _due = false;
        var text = LeasesJson.ToText(LeasesDocument.Of(_leases, _scope) with { Pools = _pools });
        if (text == _written)
            return;
        try
        {
            // It can be made again at any time: nothing waits for the disk.
            var temporary = path + ".new";
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
            _written = text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogWrite(logger, path, e.Message);
        }
        _pause = time.CreateTimer(_ => AfterPause(), null, WritePause, Timeout.InfiniteTimeSpan);
    }

    private void AfterPause()
    {
        lock (_lock)
        {
            _pause?.Dispose();
            _pause = null;
            if (_due)
                Write();
        }
    }

    private void Tell(NamedLease named)
    {
        if (_told.Count == 0 || time.GetElapsedTime(_toldSince) >= ToldFor)
        {
            _told.Clear();
            _toldSince = time.GetTimestamp();
        }

        if (_told.Count < MostTold && _told.Add((named.Lease.Mac, named.Lease.HostName, named.Refusal)))
            LogRefused(logger, named.Lease.Address, named.Lease.Mac, named.Lease.HostName, named.Refusal, named.Label);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} ({Mac}) cannot be called \"{HostName}\": {Refusal}; it is called {Label}")]
    private static partial void LogRefused(ILogger logger, string address, string mac, string hostName, NameRefusal refusal, string? label);

    [LoggerMessage(Level = LogLevel.Warning, Message = "bringing the names of leases up to date failed: {Reason}; it is tried again")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "the names of leases are up to date again")]
    private static partial void LogMended(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "writing {Path} failed: {Reason}; `gateway leases` shows what was written last, ignoring")]
    private static partial void LogWrite(ILogger logger, string path, string reason);
}
