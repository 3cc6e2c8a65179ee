using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Planning.Json;

namespace Gateway.Planning.BlockLists;

/// <summary>What became of the lists; kept with them across boots.</summary>
public sealed record BlockListState
{
    public const int CurrentVersion = 1;
    public const string FileName = "state.json";

    public int Version { get; init; } = CurrentVersion;
    public ImmutableArray<BlockListEntry> Lists { get; init; } = [];

    /// <summary>The hash of what was to be done.</summary>
    public string Spec { get; init; } = "";

    /// <summary>Names that are not to be found, of all lists together.</summary>
    public int Blocked { get; init; }

    /// <summary>The limit left names out.</summary>
    public bool IsCut { get; init; }

    public BlockListEntry? Find(string name) => Lists.FirstOrDefault(entry => entry.Name == name);
}

/// <summary>One list.</summary>
public sealed record BlockListEntry
{
    public required string Name { get; init; }

    /// <summary>Of the copy that is kept; empty: there is none.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Where it was looked for last.</summary>
    public string Tried { get; init; } = "";

    /// <summary>On the copy that is kept.</summary>
    public int Names { get; init; }

    /// <summary>The limit left some of them out of the copy.</summary>
    public bool IsCut { get; init; }

    /// <summary>When the copy was last known to be current; seconds since 1970.</summary>
    public long Fetched { get; init; }

    /// <summary>When it is looked at again; seconds since 1970.</summary>
    public long Next { get; init; }

    /// <summary>What was tried in vain since then.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last time; null: it succeeded.</summary>
    public string? Failure { get; init; }

    /// <summary>The server's own word for the copy (RFC 9110 section 8.8.3); null: it has none.</summary>
    public string? Tag { get; init; }
}

/// <summary>The document as text.</summary>
public static class BlockListStateJson
{
    public static string ToText(BlockListState state) => JsonSerializer.Serialize(state, BlockListJsonContext.Default.BlockListState) + "\n";

    public static BlockListState Parse(string text) =>
        VersionedJson.Parse<BlockListState>(text, BlockListState.FileName, BlockListState.CurrentVersion, Options);

    private static JsonSerializerOptions Options { get; } = VersionedJson.Strict(BlockListJsonContext.Default);
}
