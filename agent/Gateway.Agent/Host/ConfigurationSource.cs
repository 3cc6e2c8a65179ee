using System.Collections.Immutable;
using Gateway.Agent.Generations;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;
using Gateway.Planning.Host;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Reads the operator's file, lets it become a generation when it is new and right, and says which generation runs.</summary>
public sealed class ConfigurationSource(OperatorFile file, GenerationStore store, MomentSource moments, Admission admission)
{
    /// <summary>Once in each turn.</summary>
    public async Task<ConsideredConfiguration> ConsiderAsync(CancellationToken cancellation)
    {
        var (reading, errors) = await ReadAsync(cancellation);
        var considered = reading.Text is { } text ? new ConsideredFile(GenerationStore.HashOf(text.Bytes), errors.IsEmpty) : null;
        var isNew = false;
        store.Update(state =>
        {
            var decision = GenerationDecider.Decide(state, considered, hash => ConfigurationOf(hash) is not null, moments.Now());
            isNew = decision.ConsiderFile;
            return decision.State;
        });
        if (isNew)
            await admission.AdmitAsync(new Candidate(reading.Text!.Name, reading.Text.Bytes, GenerationOrigin.BootPartition), cancellation);
        return Result(reading, errors);
    }

    /// <summary>What runs, and what the file is worth; decides nothing.</summary>
    public async Task<ConsideredConfiguration> LookAsync(CancellationToken cancellation)
    {
        var (reading, errors) = await ReadAsync(cancellation);
        return Result(reading, errors);
    }

    private async Task<(OperatorReading Reading, ImmutableArray<string> Errors)> ReadAsync(CancellationToken cancellation)
    {
        var reading = await file.ReadAsync(cancellation);
        return reading.Text is not { } text
            ? (reading, [])
            : (reading, [.. ConfigurationReader.Read(text.Bytes).Errors.Select(error => ConfigurationErrorText.Render(text.Name, text.Bytes, [error]))]);
    }

    private ConsideredConfiguration Result(OperatorReading reading, ImmutableArray<string> errors)
    {
        var state = store.State;
        var config = state.RunningRecord is { } record ? ConfigurationOf(record.Hash) : null;
        var status = new ConfigurationStatus { State = reading.Text is null ? "missing" : errors.IsEmpty ? "ok" : "invalid", Errors = errors };
        var fileStatus = new FileStatus
        {
            Name = reading.Text?.Name ?? "gateway.toml",
            Hash = reading.Text is { } text ? GenerationStore.HashOf(text.Bytes) : null,
            Errors = errors.Length,
            Problem = reading.Problem,
            Warnings = reading.Warnings,
        };
        return new ConsideredConfiguration(status, config, config is null ? null : state.Running)
        {
            ErrorText = string.Join('\n', errors),
            Conditions = GenerationConditions.Of(state, fileStatus),
            Places = state.RunningRecord is { } running && store.Read(running.Hash) is { } kept
                ? RolePlaces.Find(running.Hash == fileStatus.Hash ? fileStatus.Name : "status/running.toml", kept)
                : null,
        };
    }

    private GatewayConfig? ConfigurationOf(string hash) => store.Read(hash) is { } kept ? ConfigurationReader.Read(kept).Config : null;
}

/// <param name="Status">What the operator's file is worth.</param>
/// <param name="Config">What is to run; null: nothing may be touched.</param>
/// <param name="Generation">The number of <paramref name="Config"/>.</param>
public sealed record ConsideredConfiguration(ConfigurationStatus Status, GatewayConfig? Config, int? Generation)
{
    /// <summary>All errors of the operator's file as text; empty: none.</summary>
    public string ErrorText { get; init; } = "";

    /// <summary>What is to be said about the file and the generations.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Where <see cref="Config"/> names the cards; null when there is none.</summary>
    public RolePlaces? Places { get; init; }
}
