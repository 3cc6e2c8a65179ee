using System.Collections.Immutable;
using Gateway.Planning.Cards;
using Gateway.Planning.Host;

namespace Gateway.Planning.Status;

/// <summary>What the host's agent knows by itself; the rest of the status comes from the container's report.</summary>
public sealed record HostView
{
    public string Release { get; init; } = "";
    public string? Slot { get; init; }
    public int Generation { get; init; }
    public ConfigurationStatus Configuration { get; init; } = new();

    /// <summary>Null before a configuration was read.</summary>
    public RoleBindings? Bindings { get; init; }
    public ImmutableArray<NetworkCard> Cards { get; init; } = [];

    /// <summary>Where the configuration names the cards; null when there is none.</summary>
    public RolePlaces? Places { get; init; }

    /// <summary>By the card's <see cref="NetworkCard.Identity"/>.</summary>
    public ImmutableDictionary<string, HeardOnCard> Heard { get; init; } = ImmutableDictionary<string, HeardOnCard>.Empty;
    public string? Login { get; init; }

    /// <summary>True when the last turn left nothing to do, but for what is <see cref="Failing"/>, and the container runs.</summary>
    public bool Settled { get; init; }

    /// <summary>The host's units that the last turn could not bring into their state.</summary>
    public ImmutableArray<string> Failing { get; init; } = [];
    public ImmutableArray<Condition> Conditions { get; init; } = [];
    public ImmutableArray<string> FailedUnits { get; init; } = [];
    public ImmutableArray<UnitRestarts> RestartedUnits { get; init; } = [];
    public int ContainerStarts { get; init; }
    public long KernelTaint { get; init; }

    /// <summary>What stands in the way of writing to the boot partition, or null.</summary>
    public Condition? BootPartition { get; init; }

    /// <summary>Both cards were found to be on one broadcast domain: said at once, before the turn that stops what serves.</summary>
    public HostView Refusing(RolePair pair)
    {
        if (Bindings is not { } bindings || bindings.Pair != pair)
            return this;
        var refused = new RoleBindings(
            bindings.Outside with { State = BindingState.SharedDomain }, bindings.Inside with { State = BindingState.SharedDomain });
        return this with
        {
            Bindings = refused,
            Conditions = [.. Conditions.Where(static condition => !RoleConditions.IsAboutRoles(condition)), .. RoleConditions.Of(refused, Cards, Places)],
        };
    }

    /// <summary>The links of the host's cards as they are now; which cards there are, and for what, is the next turn's matter.</summary>
    public HostView WithLinks(ImmutableArray<NetworkCard> present) => this with
    {
        Cards = [.. Cards.Select(card => WithLink(card, present))],
        Bindings = Bindings is { } bindings ? new RoleBindings(WithLink(bindings.Outside, present), WithLink(bindings.Inside, present)) : null,
    };

    private static RoleBinding WithLink(RoleBinding binding, ImmutableArray<NetworkCard> present) =>
        binding.Card is { } card ? binding with { Card = WithLink(card, present) } : binding;

    private static NetworkCard WithLink(NetworkCard card, ImmutableArray<NetworkCard> present) =>
        !card.InContainer && present.FirstOrDefault(card.IsSameAs) is { } now
            ? card with { Carrier = now.Carrier, Speed = now.Speed, Up = now.Up }
            : card;

    /// <summary>Another generation begins, or the same one goes on: what was reached for the one before says nothing about this one.</summary>
    public HostView Beginning(int generation) => this with { Generation = generation, Settled = Settled && Generation == generation };
}
