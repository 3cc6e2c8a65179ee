using System.Collections.Immutable;
using Gateway.Agent.Generations;
using Gateway.Agent.Secrets;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;
using Gateway.Planning.Host;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Reads the operator's file, lets it become a generation when it is new and right, and says which generation runs.</summary>
public sealed class ConfigurationSource(
    OperatorFile file, GenerationStore store, MomentSource moments, Admission admission, StickConfiguration stick, SecretStore secrets)
{
    /// <summary>The generation that the last turn was given.</summary>
    private int? _given;

    /// <summary>Once in each turn.</summary>
    public async Task<ConsideredConfiguration> ConsiderAsync(CancellationToken cancellation)
    {
        var (reading, errors) = await ReadAsync(cancellation);
        var considered = reading.Text is { } text ? new ConsideredFile(GenerationStore.HashOf(text.Bytes), errors.IsEmpty) : null;
        var isNew = false;
        store.Settle(state =>
        {
            var decision = GenerationDecider.Decide(state, considered, hash => ConfigurationOf(hash) is not null, moments.Now());
            isNew = decision.ConsiderFile;
            return decision.State;
        });
        // Checking what is new can take minutes: another generation that is to run by now is brought about first.
        var isFirst = _given is { } given && store.State.Running is { } running && running != given;
        Condition? obstacle = null;
        if (!isFirst)
        {
            try
            {
                obstacle = isNew ? await AdmitAsync(reading.Text!, cancellation) : null;
                await stick.ConsiderAsync(cancellation);
            }
            catch (ConfirmTimeException)
            {
                _given = store.State.Running;
                return await ConsiderAsync(cancellation);
            }
        }

        _given = store.State.Running;
        var result = Result(reading, errors);
        return result with { IsUnfinished = isFirst, Conditions = obstacle is null ? result.Conditions : [.. result.Conditions, obstacle] };
    }

    /// <summary>The disk may have lost one, or another release takes fewer values: that stops no box that runs.</summary>
    private Condition? OfSecrets(GenerationRecord? running)
    {
        if (running is null || store.Read(running.Hash) is not { } kept || admission.Read(kept).Errors is not { IsEmpty: false } errors)
            return null;
        return new Condition(
            "secret-missing", "error",
            $"generation {running.Number} runs without a secret: {string.Join("; ", errors.Select(static error => error.Message))}. Set it again, see `gateway secret list`");
    }

    /// <summary>What runs, and what the file is worth; decides nothing.</summary>
    public async Task<ConsideredConfiguration> LookAsync(CancellationToken cancellation)
    {
        var (reading, errors) = await ReadAsync(cancellation);
        return Result(reading, errors);
    }

    /// <summary>What kept the file from being considered at all; null: it was. A box that has something to run does not stop at it.</summary>
    private async Task<Condition?> AdmitAsync(OperatorText text, CancellationToken cancellation)
    {
        try
        {
            await admission.AdmitAsync(new Candidate(text.Name, text.Bytes, GenerationOrigin.BootPartition), cancellation);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && store.State.Running is not null)
        {
            return new Condition(
                "configuration-not-kept", "error",
                $"taking {text.Name} over: {e.Message}; generation {store.State.Running} keeps running. Then save {text.Name} again");
        }
    }

    private async Task<(OperatorReading Reading, ImmutableArray<string> Errors)> ReadAsync(CancellationToken cancellation)
    {
        var reading = await file.ReadAsync(cancellation);
        return reading.Text is not { } text
            ? (reading, [])
            : (reading, [.. admission.Read(text.Bytes).Errors.Select(error => ConfigurationErrorText.Render(text.Name, text.Bytes, [error]))]);
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
            Conditions = [.. GenerationConditions.Of(state, fileStatus), .. OfStore(), .. stick.Conditions, .. OfSecrets(state.RunningRecord) is { } lost ? new[] { lost } : []],
            Places = state.RunningRecord is { } running && store.Read(running.Hash) is { } kept
                ? RolePlaces.Find(running.Hash == fileStatus.Hash ? fileStatus.Name : "status/running.toml", kept)
                : null,
        };
    }

    private IEnumerable<Condition> OfStore()
    {
        if (store.Unwritten is { } reason)
        {
            yield return new Condition(
                "generations-not-written", "error",
                $"writing down what became of the generations failed: {reason}; the gateway works, and forgets it at a power cut. Free space in /var, see `df /var` and `dmesg`");
        }

        if (store.Damage is { } damage)
        {
            yield return new Condition(
                "generations-damaged", "warning",
                $"the list of generations was damaged ({damage}) and made anew from the texts that are kept; what ran before runs, numbers and results are lost. See `dmesg` for errors of the disk");
        }
    }

    private GatewayConfig? ConfigurationOf(string hash) => store.Read(hash) is { } kept ? ConfigurationReader.Read(kept, secrets.Known() with { AreAll = false }).Config : null;
}

/// <param name="Status">What the operator's file is worth.</param>
/// <param name="Config">What is to run; null: nothing may be touched.</param>
/// <param name="Generation">The number of <paramref name="Config"/>.</param>
public sealed record ConsideredConfiguration(ConfigurationStatus Status, GatewayConfig? Config, int? Generation)
{
    /// <summary>All errors of the operator's file as text; empty: none.</summary>
    public string ErrorText { get; init; } = "";

    /// <summary>Whether the file or a stick holds anything new is left for the next turn: what runs is another generation than before, and goes first.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What is to be said about the file and the generations.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Where <see cref="Config"/> names the cards; null when there is none.</summary>
    public RolePlaces? Places { get; init; }
}
