using System.Collections.Immutable;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.BlockLists;

/// <summary>Tells what became of the block lists.</summary>
public sealed class BlockListWatch(BlockListStore store)
{
    private BlockListSpec? _spec;

    public ImmutableArray<Condition> Conditions => _spec is null ? [] : BlockListConditions.Of(_spec, store.ReadState());

    public ImmutableArray<ServiceStatus> WithCount(ImmutableArray<ServiceStatus> services) =>
        _spec is null ? services : BlockListConditions.WithCount(services, _spec, store.ReadState());

    /// <summary>Called after each turn.</summary>
    public void Follow(StackDocument document) => _spec = BlockListSpec.From(document);
}
