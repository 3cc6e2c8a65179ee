using System.Collections.Immutable;

namespace Gateway.Planning.Cards;

/// <summary>
/// Whether both roles' cards are on one broadcast domain, as far as is known, and when to probe next. Pure: what is seen, what a probe
/// heard and the time come in; see docs/decisions/broadcast-domain.md.
/// </summary>
public sealed record BroadcastDomain
{
    /// <summary>Between two probes while the cards are refused: a switch that is set right is no event here.</summary>
    public static TimeSpan Recheck { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A card without a carrier for this long has no cable; until then its link is only being negotiated.</summary>
    public static TimeSpan Unplugged { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Pauses after silent probes of a fresh link: a switch that looks for loops first passes nothing for half a minute.</summary>
    private static readonly ImmutableArray<TimeSpan> Repeats =
        [.. new[] { 1, 2, 4, 8, 16, 32 }.Select(static seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>The cards that are on one broadcast domain; null: none are known to be.</summary>
    public RolePair? Shared { get; init; }

    /// <summary>When something is due, by the clock that the callers use; null: nothing is before the next event.</summary>
    public TimeSpan? Due { get; init; }

    private DomainSight? Seen { get; init; }

    /// <summary>The links that were probed last, or are to be probed.</summary>
    private string? Epoch { get; init; }
    private int SilentRounds { get; init; }
    private TimeSpan? UnpluggedSince { get; init; }

    /// <param name="sight">Null: not both roles have a card now.</param>
    public BroadcastDomain Look(DomainSight? sight, TimeSpan now)
    {
        // A card that is gone for a moment comes back to what was known of it.
        if (sight is null)
            return this with { Seen = null, Epoch = null, Due = null, UnpluggedSince = null };
        var state = sight.Pair == (Seen?.Pair ?? Shared) ? this with { Seen = sight } : new BroadcastDomain { Seen = sight };
        if (sight.CanBeProbed)
        {
            return state.Epoch == sight.Epoch
                ? state with { UnpluggedSince = null }
                : state with { Epoch = sight.Epoch, SilentRounds = 0, UnpluggedSince = null, Due = now };
        }

        return state.WithoutLinks(sight, now);
    }

    public bool MustProbe(TimeSpan now) => Seen is { CanBeProbed: true } && Due <= now;

    /// <summary>Links that are up were probed since they came up.</summary>
    public bool IsSettled => Seen is not { CanBeProbed: true } || Shared is not null || SilentRounds > 0;

    /// <param name="heard">True: what the inside card sent was heard on the outside card.</param>
    public BroadcastDomain Probed(bool heard, TimeSpan now) => heard
        ? this with { Shared = Seen!.Pair, SilentRounds = 0, Due = now + Recheck }
        : this with
        {
            Shared = null,
            SilentRounds = SilentRounds + 1,
            Due = SilentRounds < Repeats.Length ? now + Repeats[SilentRounds] : null,
        };

    /// <summary>A card on its way between host and container says nothing, so what was known still holds.</summary>
    private BroadcastDomain WithoutLinks(DomainSight sight, TimeSpan now)
    {
        if (!sight.IsUnplugged)
            return this with { Epoch = null, Due = null, UnpluggedSince = null };
        var since = UnpluggedSince ?? now;
        return Shared is null || now - since >= Unplugged
            ? this with { Epoch = null, Shared = null, Due = null, UnpluggedSince = since }
            : this with { Epoch = null, Due = since + Unplugged, UnpluggedSince = since };
    }
}

/// <summary>The cards of both roles.</summary>
/// <param name="Outside">Its <see cref="Host.NetworkCard.Identity"/>.</param>
/// <param name="Inside">The same.</param>
public sealed record RolePair(string Outside, string Inside);

/// <summary>The links of both roles' cards.</summary>
public sealed record DomainSight(RolePair Pair, LinkSight Outside, LinkSight Inside)
{
    public bool CanBeProbed => Outside.Carrier == true && Inside.Carrier == true;

    /// <summary>One of them is switched on and has no carrier.</summary>
    public bool IsUnplugged => Outside.Carrier == false || Inside.Carrier == false;

    public string Epoch => $"{Outside.Epoch} {Inside.Epoch}";
}

/// <summary>One link.</summary>
/// <param name="Carrier">Null: not known, because it is switched off or moving.</param>
/// <param name="Epoch">Another one each time the link comes up.</param>
public sealed record LinkSight(bool? Carrier, string Epoch)
{
    public static LinkSight Unknown { get; } = new(null, "");
}
