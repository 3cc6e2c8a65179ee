using System.Text.Json;
using Gateway.Agent.Commands;
using Gateway.Agent.Events;
using Gateway.Agent.Host;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Cards;

/// <summary>Follows the links of all cards beside the turns, which can take long: shows them, and tells who listens and who probes.</summary>
public sealed partial class CardWatch(
    CardObserver cards,
    ContainerProcess container,
    HostBoard board,
    LinkWakeup wakeup,
    RouterListeners routers,
    DomainWatch domain,
    ILogger<CardWatch> logger) : BackgroundService
{
    /// <summary>The inside bridge in the container: a port of it hears nothing by itself.</summary>
    private const string InsideBridge = "br-inside";

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FollowAsync(stoppingToken), FollowContainerAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await wakeup.WaitAsync(cancellation);
            try
            {
                await LookAsync(cancellation);
            }
            catch (Exception e) when (e is CommandException or JsonException or IOException)
            {
                LogLook(logger, e.Message);
                wakeup.SignalAfter(AfterFailure, "the cards could not be read");
            }
        }
    }

    /// <summary>A link that comes or goes in the container is no event on the host.</summary>
    private async Task FollowContainerAsync(CancellationToken cancellation)
    {
        var seen = HostBoard.Initial;
        var before = (Holds: false, Carrier: (bool?)null);
        while (true)
        {
            seen = await board.Changes.NextAsync(seen, cancellation);
            var now = (Holds: board.View.Cards.Any(static card => card.InContainer), InsideLink?.Carrier);
            if (now != before)
                wakeup.Signal("the container's inside link");
            before = now;
        }
    }

    private LinkReport? InsideLink => board.Reports.Value.Report?.Links.FirstOrDefault(static link => link.Name == HostNames.Inside);

    private async Task LookAsync(CancellationToken cancellation)
    {
        var present = await cards.ObserveAsync(cancellation);
        board.Update(view => view.WithLinks(present));
        domain.Wake("links");
        var view = board.View;
        var here = present.Where(static card => card.Carrier == true).Select(static card => new ListeningPost(card.Identity, card.Name, null));
        var inside = Inside(view.Cards.FirstOrDefault(static card => card.InContainer));
        routers.Follow([.. here, .. inside is null ? [] : new[] { inside }], cancellation);
    }

    private ListeningPost? Inside(NetworkCard? card) =>
        card is not null && InsideLink?.Carrier == true && container.Find() is { } process
            ? new ListeningPost(card.Identity, InsideBridge, process)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking at the cards' links failed: {Reason}; it is tried again")]
    private static partial void LogLook(ILogger logger, string reason);
}
