using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;
using Gateway.Planning.Status;

namespace Gateway.Agent.Generations;

/// <summary>What the operator does to the configuration, and what became of it.</summary>
public sealed class ConfigurationChanges(
    GenerationStore store, Admission admission, CandidateCheck check, OperatorFile operatorFile, TurnQueue queue, TimeProvider time)
{
    private const string FileName = "gateway.toml";

    /// <summary>A turn that is under way, the switch, and the time to become healthy.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5) + Trials.Limit;

    public async Task<ControlResponse> PlanAsync(byte[] file, CancellationToken cancellation)
    {
        var read = admission.Read(file);
        if (read.Config is not { } config)
            return Refused(ConfigurationErrorText.Render(FileName, file, read.Errors));
        try
        {
            var changes = await queue.RunAsync(token => check.PlanAsync(config, store.State.NextNumber, token), cancellation);
            var drops = Running() is { } running ? FlowEffects.Between(running, config) : [];
            var document = new PlanDocument(changes) { Drops = drops };
            return ConfigurationHandler.Answer(JsonSerializer.SerializeToElement(document, QueryJson.Default.PlanDocument));
        }
        catch (FileCheckException e)
        {
            return Refused(RefusalPlaces.Explain(e.Message, FileName, file));
        }
    }

    public async Task<ControlResponse> ApplyAsync(Candidate candidate, CancellationToken cancellation)
    {
        var admitted = await queue.RunAsync(token => admission.AdmitAsync(candidate, token), cancellation);
        return admitted is { Generation: { } number }
            ? await OutcomeAsync(number, !admitted.AlreadyRan, cancellation)
            : Refused(admitted.Refusal!);
    }

    public async Task<ControlResponse> RollBackAsync(int number, TimeSpan? confirm, CancellationToken cancellation)
    {
        if (store.State.Find(number) is not { } record)
            return Refused($"generation {number} is not kept; see `gateway history`");
        return store.Read(record.Hash) is { } file
            ? await ApplyAsync(new Candidate(FileName, file, GenerationOrigin.Rollback, confirm), cancellation)
            : Refused($"the text of generation {number} is damaged; choose another one, see `gateway history`");
    }

    /// <summary>The text that is to be edited: the operator's file, or what runs.</summary>
    public async Task<ControlResponse> OpenAsync(bool running, CancellationToken cancellation)
    {
        var reading = await operatorFile.ReadAsync(cancellation);
        var runs = store.State.RunningRecord is { } record ? store.Read(record.Hash) : null;
        var text = running ? runs : reading.Text?.Bytes ?? runs;
        if (text is null)
            return Refused(reading.Problem ?? "there is no gateway.toml on the boot partition and nothing runs");
        var file = reading.Text?.Bytes;
        var differs = runs is not null && !runs.AsSpan().SequenceEqual(file);
        return ConfigurationHandler.Answer(new EditDocument(
            reading.Text?.Name ?? FileName, text, file is null ? "" : GenerationStore.HashOf(file), differs));
    }

    /// <param name="name">The name on the boot partition.</param>
    /// <param name="before">The hash of the file that lay there then, empty for none; another one there now is somebody else's work.</param>
    /// <param name="file">The edited text.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ControlResponse> SaveAsync(string name, string before, byte[] file, CancellationToken cancellation)
    {
        var reading = await operatorFile.ReadAsync(cancellation);
        var present = reading.Text is { } text ? GenerationStore.HashOf(text.Bytes) : "";
        return present == before && name == (reading.Text?.Name ?? FileName)
            ? await ApplyAsync(new Candidate(name, file, GenerationOrigin.Edit), cancellation)
            : Refused("gateway.toml on the boot partition was changed by somebody else meanwhile; nothing was written. Leave and edit again");
    }

    public ControlResponse Confirm()
    {
        if (store.State.Timer is not { } timer)
            return Refused("no generation waits to be confirmed; see `gateway history`");
        var state = store.Update(GenerationChanges.Confirm);
        queue.Signal("the operator confirmed");
        var record = state.Find(timer.Generation)!;
        return record.Number == state.Running
            ? ConfigurationHandler.Answer(new ApplyDocument(record.Number, record.Result, Changed: true))
            : Refused($"generation {timer.Generation} was taken back before; see `gateway history`");
    }

    private async Task<ControlResponse> OutcomeAsync(int number, bool changed, CancellationToken cancellation)
    {
        var state = await DecidedAsync(number, cancellation);
        var record = state.Find(number)!;
        return record.Result switch
        {
            GenerationResult.Failed => Refused($"generation {number} was taken back, generation {state.Running} runs again: {record.Reason}"),
            GenerationResult.Reverted => Refused($"generation {number} was not confirmed in time, generation {state.Running} runs"),
            GenerationResult.Replaced => Refused($"generation {number} was replaced by generation {state.Running} meanwhile"),
            _ => ConfigurationHandler.Answer(new ApplyDocument(number, record.Result, changed) { ConfirmWithin = ConfirmWithin(state, number) })
                with
            { Exit = record.Result == GenerationResult.Trying ? ExitCode.NotReady : ExitCode.Ok },
        };
    }

    private async Task<GenerationState> DecidedAsync(int number, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var state = store.State;
        try
        {
            while (state.Find(number) is { Result: GenerationResult.Trying })
                state = await store.Changes.NextAsync(state, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Where nothing can be gone back to it is not decided before it is healthy.
        }

        return state;
    }

    private static int? ConfirmWithin(GenerationState state, int number) =>
        state.Timer is { } timer && timer.Generation == number ? (int)timer.Length.TotalSeconds : null;

    private GatewayConfig? Running() =>
        store.State.RunningRecord is { } record && store.Read(record.Hash) is { } file ? ConfigurationReader.Read(file).Config : null;

    private static ControlResponse Refused(string why) => ControlResponse.Failed(ExitCode.Failed, why);
}
