using System.Collections.Immutable;

namespace Gateway.Planning.Host;

/// <summary>Goals of the cards -&gt; ordered steps. Also repairs what a crash left: names such as <c>dev2</c>, MTU, MAC, a card still up.</summary>
public static class LinkPlanner
{
    private const string Temporary = "gwtmp";

    public static ImmutableArray<LinkChange> Plan(ImmutableArray<LinkGoal> goals)
    {
        var renamed = goals.Where(static goal => goal.Card.Name != goal.Name).ToImmutableArray();
        var taken = goals.Select(static goal => goal.Card.Name).ToHashSet(StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var goal in goals)
            steps.AddRange(BeforeRename(goal, goals));
        // A name that another card still has is freed first: all such cards go through a name that nobody has.
        var detours = renamed.Where(goal => taken.Contains(goal.Name)).ToImmutableArray();
        for (var i = 0; i < detours.Length; i++)
            steps.Add(new LinkChange.Rename(detours[i].Card.Name, Temporary + i));
        foreach (var goal in renamed)
            steps.Add(new LinkChange.Rename(detours.Contains(goal) ? Temporary + detours.IndexOf(goal) : goal.Card.Name, goal.Name));
        foreach (var goal in goals)
            steps.AddRange(AfterRename(goal));
        return steps.ToImmutable();
    }

    private static IEnumerable<LinkChange> BeforeRename(LinkGoal goal, ImmutableArray<LinkGoal> goals)
    {
        foreach (var name in goal.Card.AlternativeNames.Where(name => goals.Any(other => other.Name == name)))
            yield return new LinkChange.RemoveAlternativeName(goal.Card.Name, name);
        if (goal.Card.Up && (!goal.Up || goal.Card.Name != goal.Name || goal.Card.Mac != goal.Mac))
            yield return new LinkChange.Down(goal.Card.Name);
    }

    private static IEnumerable<LinkChange> AfterRename(LinkGoal goal)
    {
        if (goal.Card.Mac != goal.Mac)
            yield return new LinkChange.SetMac(goal.Name, goal.Mac);
        if (goal.Card.Mtu is { } mtu && mtu != goal.Mtu)
            yield return new LinkChange.SetMtu(goal.Name, goal.Mtu);
        if (goal.Up && (!goal.Card.Up || goal.Card.Name != goal.Name || goal.Card.Mac != goal.Mac))
            yield return new LinkChange.Up(goal.Name);
    }
}
