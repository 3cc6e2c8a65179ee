using System.Net.NetworkInformation;
using System.Net.Sockets;
using Gateway.Agent.Host;
using Gateway.Planning.Cards;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Cards;

/// <summary>Answers the verbs about the host's cards.</summary>
public sealed partial class CardQueries(
    HostBoard board,
    ConfigurationSource configurations,
    DeviceFacts facts,
    ContainerProcess container,
    HeardOnCards heard,
    ILogger<CardQueries> logger) : IDisposable
{
    private readonly SemaphoreSlim _probing = new(1, 1);

    /// <summary>Asks every card that has a link for a DHCP server, all at a time.</summary>
    public async Task<NicsDocument> ProbeAsync(CancellationToken cancellation)
    {
        // Two operators who ask at once would be two clients of the same name.
        await _probing.WaitAsync(cancellation);
        try
        {
            var config = (await configurations.LookAsync(cancellation)).Config ?? new GatewayConfig();
            var outsideMac = LinkGoals.OutsideMac(config, facts.Read());
            var process = container.Find();
            var view = board.View;
            await Task.WhenAll(view.Cards.Select(card => ProbeAsync(card, process, ClientOf(card, view.Bindings, outsideMac), cancellation)));
            return new NicsDocument(board.Now.Cards);
        }
        finally
        {
            _probing.Release();
        }
    }

    public void Dispose() => _probing.Dispose();

    /// <exception cref="FormatException">No card fits the word, or more than one.</exception>
    public IdentifyDocument Find(string word)
    {
        var card = CardFinder.Find(board.View.Cards, word);
        return new IdentifyDocument(card.Name, card.Identity, card.Driver, card.InContainer ? container.Find() : null);
    }

    /// <summary>
    /// The provider sees the one address that it always sees, whichever card its cable is in: some modems serve the first address they see and no other.
    /// </summary>
    private static string ClientOf(NetworkCard card, RoleBindings? bindings, string outsideMac) =>
        bindings?.RoleOf(card) == HostNames.Inside ? card.Mac : outsideMac;

    private async Task ProbeAsync(NetworkCard card, int? process, string client, CancellationToken cancellation)
    {
        if (card.InContainer ? process is null : card.Carrier != true)
            return;
        try
        {
            var post = new ListeningPost(card.Identity, card.Name, card.InContainer ? process : null);
            heard.Add(card.Identity, await DhcpProbe.AskAsync(post, PhysicalAddress.Parse(client).GetAddressBytes(), cancellation));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            LogProbe(logger, card.Name, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "asking for a DHCP server on {Card} failed: {Reason}, ignoring")]
    private static partial void LogProbe(ILogger logger, string card, string reason);
}
