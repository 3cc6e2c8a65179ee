using System.Collections.Immutable;
using System.Globalization;
using Gateway.Planning.Status;

namespace Gateway.Planning.BlockLists;

/// <summary>What status says of the lists.</summary>
public static class BlockListConditions
{
    private const int LongestFailure = 300;

    public static ImmutableArray<Condition> Of(BlockListSpec? spec, BlockListState? state) => spec is null || state is null
        ? []
        :
        [
            .. spec.Lists.Select(list => (List: list, Entry: state.Find(list.Name))).Where(static pair => pair.Entry?.Failure is not null)
                .Select(static pair => Failed(pair.List, pair.Entry!)),
            .. state.IsCut
                ? [new Condition(
                    "block-lists-cut", "warning",
                    $"the block lists have more names than the {spec.Limit} that [dns] block-limit allows: the rest is found as ever. Raise it, or take fewer lists")]
                : ImmutableArray<Condition>.Empty,
        ];

    /// <summary>With the resolver stands what is blocked.</summary>
    public static ImmutableArray<ServiceStatus> WithCount(ImmutableArray<ServiceStatus> services, BlockListSpec? spec, BlockListState? state) => spec is null || state is null
        ? services
        : [.. services.Select(service => service is { Name: "unbound", Reason: null } ? service with { Reason = $"{state.Blocked} names on {state.Lists.Length} block lists are not to be found" } : service)];

    private static Condition Failed(BlockListSource list, BlockListEntry entry) => new(
        "block-list-failed", "warning",
        $"the block list {list.Name} could not be brought up to date: {Plain(entry.Failure!)}; "
        + (entry.Origin.Length > 0
            ? $"the {entry.Names} names of {Moment(entry.Fetched)} are kept"
            : "none of its names is blocked")
        + (list.Url is null ? ". Put the file into the folder block-lists of the boot partition" : "; it is tried again"));

    /// <summary>Nothing that a terminal would obey.</summary>
    private static string Plain(string text) =>
        new([.. text.Take(LongestFailure).Select(static c => c is >= ' ' and <= '~' ? c : '?')]);

    private static string Moment(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds())).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
