using System.Collections.Immutable;
using Gateway.Agent.Host;
using Gateway.Planning.Cards;

namespace Gateway.Agent.Cards;

/// <summary>Keeps what was heard on each card, and shows it.</summary>
public sealed class HeardOnCards(HostBoard board)
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, HeardOnCard> _heard = ImmutableDictionary<string, HeardOnCard>.Empty;

    /// <param name="card">Its identity.</param>
    public void Add(string card, HeardRouter router) => Change(card, heard => Add(heard, router));

    public void Add(string card, HeardOffer? offer) => Change(card, heard => heard with { Offer = offer });

    /// <summary>The cable was pulled, or the card: what was said on the one before says nothing about the next.</summary>
    public void Forget(string card)
    {
        lock (_lock)
            Publish(_heard.Remove(card));
    }

    /// <summary>Who is known by his address takes his own place; nobody else's.</summary>
    internal static HeardOnCard Add(HeardOnCard heard, HeardRouter router)
    {
        if (heard.Routers.FirstOrDefault(known => known.Address == router.Address) is { } known)
            return known.Prefixes.SequenceEqual(router.Prefixes) ? heard : heard with { Routers = heard.Routers.Replace(known, router) };
        return heard.Routers.Length >= HeardLimits.Routers ? heard : heard with { Routers = heard.Routers.Add(router) };
    }

    private void Change(string card, Func<HeardOnCard, HeardOnCard> change)
    {
        lock (_lock)
            Publish(_heard.SetItem(card, change(_heard.GetValueOrDefault(card) ?? new HeardOnCard())));
    }

    private void Publish(ImmutableDictionary<string, HeardOnCard> heard)
    {
        if (ReferenceEquals(heard, _heard))
            return;
        _heard = heard;
        board.Update(view => view with { Heard = heard });
    }
}
