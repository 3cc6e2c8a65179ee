using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Planning.Generations;

/// <summary>All that is remembered of generations, kept as one document that is replaced as a whole.</summary>
public sealed record GenerationState
{
    public const int CurrentVersion = 1;

    /// <summary>How many are kept.</summary>
    public const int Kept = 20;

    /// <summary>Failures with the same text after which it is quarantined.</summary>
    public const int FailuresToQuarantine = 2;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<GenerationRecord> Generations { get; init; } = [];

    /// <summary>The number of what runs; null: nothing has ever run.</summary>
    public int? Running { get; init; }

    /// <summary>The number of the newest that is healthy and confirmed, to which the box goes back; null: none yet.</summary>
    public int? Confirmed { get; init; }

    /// <summary>The hash of the operator's file when it was last considered.</summary>
    public string? Considered { get; init; }

    /// <summary>The same of the file of a stick.</summary>
    public string? ConsideredStick { get; init; }
    public ConfirmTimer? Timer { get; init; }
    public Trial? Trial { get; init; }

    /// <summary>How often the box did not become healthy, by hash.</summary>
    public ImmutableSortedDictionary<string, int> Failures { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public GenerationRecord? Find(int? number) => Generations.FirstOrDefault(record => record.Number == number);

    [JsonIgnore]
    public GenerationRecord? RunningRecord => Find(Running);

    [JsonIgnore]
    public int NextNumber => Generations.IsEmpty ? 1 : Generations.Max(static record => record.Number) + 1;

    /// <summary>The generation that the box goes back to when the running one is no good; null: there is none but the running one.</summary>
    [JsonIgnore]
    public int? Fallback => Confirmed == Running ? null : Confirmed;

    public bool IsQuarantined(string hash) => Failures.GetValueOrDefault(hash) >= FailuresToQuarantine;
}
