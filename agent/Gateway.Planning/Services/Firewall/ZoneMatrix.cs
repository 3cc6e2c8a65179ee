using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Who may begin a connection to whom: the policy between zones, from which the rules, the page and the tests are made.</summary>
public static class ZoneMatrix
{
    public const string Outside = SegmentNameText.Outside;

    public static bool MayReach(string zone, ImmutableArray<string> reach, string other) => zone == other || reach.Contains(other);

    /// <summary>Every pair of a segment and another segment or the outside, in the order of the segments.</summary>
    public static ImmutableArray<ZonePair> Pairs(StackDocument document) =>
    [
        .. document.Segments.SelectMany(source => document.Segments.Where(target => target.Name != source.Name)
            .Select(target => new ZonePair(source.Name, target.Name, MayReach(source.Zone, source.Reach, target.Zone)))
            .Append(new ZonePair(source.Name, Outside, source.Reach.Contains(Outside)))),
        .. document.Segments.Select(static target => new ZonePair(Outside, target.Name, Allowed: false)),
    ];

    /// <summary>As the page shows it: a row for each place to begin from.</summary>
    public static string ToMarkdown(StackDocument document)
    {
        var pairs = Pairs(document);
        string[] places = [.. document.Segments.Select(static segment => segment.Name), Outside];
        var rows = places.Select(source => $"| {source} | {string.Join(" | ", places.Select(target => Cell(pairs, source, target)))} |\n");
        return $"| from, to | {string.Join(" | ", places)} |\n|---|{string.Concat(places.Select(static _ => "---|"))}\n{string.Concat(rows)}";
    }

    private static string Cell(ImmutableArray<ZonePair> pairs, string source, string target) =>
        pairs.FirstOrDefault(pair => pair.From == source && pair.To == target) is { } pair ? pair.Allowed ? "yes" : "no" : "-";
}

/// <param name="From">A segment's name, or the outside.</param>
/// <param name="To">Another one.</param>
/// <param name="Allowed">True: connections may begin there.</param>
public sealed record ZonePair(string From, string To, bool Allowed);
