using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.BlockLists;

namespace Gateway.Agent.BlockLists;

/// <summary><c>gateway-agent block-lists</c>: brings the lists that are new or old up to date, and unbound to them. A list that cannot be had, or is none, changes nothing.</summary>
public sealed class BlockListRefresh(
    BlockListStore store, BlockListFetch fetch, ICommandRunner commands, TimeProvider time, Func<double> chance, TextWriter log)
{
    private static readonly Command Reload = Command.Of("/usr/sbin/unbound-control", "-q", "reload_keep_cache");

    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var fetch = new BlockListFetch();
        await new BlockListRefresh(new BlockListStore(), fetch, new CommandRunner(), TimeProvider.System, Random.Shared.NextDouble, Console.Out).BringAsync(cancellation);
        return 0;
    }

    /// <summary>What is to be done may change meanwhile, and nobody would begin again.</summary>
    public async Task BringAsync(CancellationToken cancellation)
    {
        string? done = null;
        while (store.ReadSpec() is { } text && text != done)
        {
            await BringAsync(BlockListSpecJson.Parse(text), BlockListStore.HashOf(text), cancellation);
            done = text;
        }
    }

    private async Task BringAsync(BlockListSpec spec, string hash, CancellationToken cancellation)
    {
        var state = store.ReadState() ?? new BlockListState();
        var now = Now;
        var due = spec.Lists.Where(list => BlockListSchedule.IsDue(spec, list, state.Find(list.Name), now)).ToHashSet();
        if (due.Count == 0 && state.Spec == hash)
            return;
        var entries = ImmutableArray.CreateBuilder<BlockListEntry>();
        foreach (var list in spec.Lists)
        {
            var known = state.Find(list.Name);
            entries.Add(due.Contains(list) ? await RefreshAsync(spec, list, known ?? new BlockListEntry { Name = list.Name }, cancellation) : known!);
        }

        store.Keep(spec.Lists.Select(static list => list.Name));
        var zones = BlockZones.Render(spec.Lists.Select(list => store.ReadCopy(list.Name)), spec);
        var isNew = store.WriteZones(zones.Text);
        store.WriteState(new BlockListState { Lists = entries.ToImmutable(), Spec = hash, Blocked = zones.Count, IsCut = zones.IsCut || entries.Any(static entry => entry.IsCut) });
        await log.WriteLineAsync($"{zones.Count} names of {spec.Lists.Length} block lists are not to be found");
        if (isNew)
            await ReloadAsync(cancellation);
    }

    private async Task<BlockListEntry> RefreshAsync(BlockListSpec spec, BlockListSource list, BlockListEntry known, CancellationToken cancellation)
    {
        try
        {
            var tag = known.Origin == list.Origin && !known.IsCut && store.HasCopy(list.Name) ? known.Tag : null;
            var fetched = list.Url is null
                ? new FetchedList(await store.ReadFileAsync(list.Hash ?? "", spec.Limit, cancellation), null)
                : await fetch.GetAsync(list.Url, tag, spec.Limit, cancellation);
            if (fetched.Names?.Refusal is { } refusal)
                throw new FormatException($"it is no block list: {refusal}");
            if (fetched.Names is { } names)
                store.WriteCopy(list.Name, names.Names);
            return known with
            {
                Origin = list.Origin,
                Tried = list.Origin,
                Names = fetched.Names?.Names.Length ?? known.Names,
                IsCut = fetched.Names?.IsCut ?? known.IsCut,
                Fetched = Now,
                Next = BlockListSchedule.AfterSuccess(spec, Now, chance()),
                Failures = 0,
                Failure = null,
                Tag = fetched.Tag,
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            await log.WriteLineAsync($"bringing the block list {list.Name} up to date failed: {e.Message}; what is kept of it stays, and it is tried again");
            var failures = (known.Tried == list.Origin ? known.Failures : 0) + 1;
            return known with { Tried = list.Origin, Failures = failures, Failure = e.Message, Next = BlockListSchedule.AfterFailure(spec, failures, Now, chance()) };
        }
    }

    private async Task ReloadAsync(CancellationToken cancellation)
    {
        try
        {
            await commands.RunCheckedAsync(Reload, cancellation);
        }
        catch (CommandException e)
        {
            await log.WriteLineAsync($"telling unbound of it failed: {e.Message}; it reads the lists when it starts, ignoring");
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
