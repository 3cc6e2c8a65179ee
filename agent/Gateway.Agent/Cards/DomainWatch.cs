using System.Net.Sockets;
using Gateway.Agent.Events;
using Gateway.Agent.Host;
using Gateway.Planning.Cards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Cards;

/// <summary>Finds out, whenever a link comes up, whether both roles' cards are on one broadcast domain, and asks for a turn when that changes.</summary>
public sealed partial class DomainWatch(
    DomainSights sights, DeviceFacts facts, HostBoard board, Trigger turns, TimeProvider time, ILogger<DomainWatch> logger) : BackgroundService
{
    private const string Again = "the next probe";

    private readonly LinkWakeup _wakeup = new();
    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly long _began = time.GetTimestamp();
    private volatile RolePair? _pair;
    private volatile BroadcastDomain _domain = new();

    /// <summary>The cards that are on one broadcast domain; null: none are known to be.</summary>
    public RolePair? Shared => _domain.Shared;

    /// <param name="pair">The cards that have their roles' names now; null: not both roles have one.</param>
    public void Follow(RolePair? pair)
    {
        _pair = pair;
        Wake("the roles");
    }

    public void Wake(string reason) => _wakeup.Signal(reason);

    /// <summary>False: the cards are on one broadcast domain. Asks them first when both have a link that was not asked yet, which takes a second at most.</summary>
    public async Task<bool> MayStartAsync(CancellationToken cancellation)
    {
        await LookAsync(onceWillDo: true, cancellation);
        return Shared is null;
    }

    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wakeup.WaitAsync(stoppingToken);
            await LookAsync(onceWillDo: false, stoppingToken);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_began);

    /// <param name="onceWillDo">True: links that were probed once since they came up are not probed again now.</param>
    private async Task LookAsync(bool onceWillDo, CancellationToken cancellation)
    {
        await _looking.WaitAsync(cancellation);
        try
        {
            var before = _domain.Shared;
            var process = See();
            if (_domain.MustProbe(Now) && !(onceWillDo && _domain.IsSettled))
                await ProbeAsync(process, cancellation);
            Tell(before);
            if (_domain.Due is { } due)
                _wakeup.SignalAfter(due > Now ? due - Now : TimeSpan.Zero, Again);
        }
        finally
        {
            _looking.Release();
        }
    }

    private int? See()
    {
        if (_pair is not { } pair)
        {
            _domain = _domain.Look(null, Now);
            return null;
        }

        var (sight, process) = sights.Look(pair);
        _domain = _domain.Look(sight, Now);
        return process;
    }

    private async Task ProbeAsync(int? process, CancellationToken cancellation)
    {
        var domain = _domain;
        try
        {
            _domain = domain.Probed(await DomainProbe.RunAsync(process, DomainProbeFrame.IdentityOf(facts.Read().MachineId), cancellation), Now);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // A card that leaves in the middle comes again with an event; what is known holds until then.
            LogProbe(logger, e.Message);
            _domain = domain with { Due = Now + BroadcastDomain.Recheck };
        }
    }

    private void Tell(RolePair? before)
    {
        if (_domain.Shared == before)
            return;
        if (_domain.Shared is { } pair)
        {
            LogShared(logger, pair.Inside, pair.Outside);
            board.Update(view => view.Refusing(pair));
        }
        else
        {
            LogApart(logger);
        }

        turns.Signal("the roles' broadcast domains");
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "probing whether both cards are on one network failed: {Reason}, ignoring")]
    private static partial void LogProbe(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "what the inside card {Inside} sent was heard on the outside card {Outside}: both are on one network, nothing is forwarded or served until that is mended")]
    private static partial void LogShared(ILogger logger, string inside, string outside);

    [LoggerMessage(Level = LogLevel.Information, Message = "the cards are no longer known to be on one network")]
    private static partial void LogApart(ILogger logger);
}
