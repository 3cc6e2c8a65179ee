using System.Collections.Immutable;

namespace Gateway.Planning.Host;

/// <summary>Goals of the cards -&gt; ordered steps. Also repairs what a crash left: names such as <c>dev2</c>, MTU, MAC, a card still up.</summary>
public static class LinkPlanner
{
    private const string Temporary = "gwtmp";

    public static ImmutableArray<LinkChange> Plan(ImmutableArray<LinkGoal> goals)
    {
        var renamed = goals.Where(static goal => goal.Card.Name != goal.Name).ToImmutableArray();
        var wanted = renamed.Select(static goal => goal.Name).ToHashSet(StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var goal in goals)
            steps.AddRange(BeforeRename(goal, goals));
        // A name that another card is to get is freed first: the card that has it goes through a name that nobody has.
        var spare = SpareNames(goals);
        var detours = renamed.Where(goal => wanted.Contains(goal.Card.Name)).Zip(spare).ToImmutableArray();
        foreach (var (goal, name) in detours)
            steps.Add(new LinkChange.Rename(goal.Card.Name, name));
        foreach (var goal in renamed)
            steps.Add(new LinkChange.Rename(detours.FirstOrDefault(detour => detour.First == goal).Second ?? goal.Card.Name, goal.Name));
        foreach (var goal in goals)
            steps.AddRange(AfterRename(goal));
        return steps.ToImmutable();
    }

    /// <summary>An agent that died half-way left such a name behind.</summary>
    private static IEnumerable<string> SpareNames(ImmutableArray<LinkGoal> goals) =>
        Enumerable.Range(0, 2 * goals.Length)
            .Select(static number => Temporary + number)
            .Where(name => !goals.Any(goal => goal.Card.Name == name));

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
