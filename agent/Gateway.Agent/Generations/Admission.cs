using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Agent.Secrets;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Generations;

/// <summary>Lets a configuration become the running generation, or says why not; then nothing has changed. Only within a turn.</summary>
public sealed class Admission(GenerationStore store, MomentSource moments, CheckCandidate check, BootPartition partition, SecretStore secrets)
{
    /// <summary>What a text says on this device, which knows whether the secrets are there that it refers to.</summary>
    public ConfigurationResult Read(byte[] file) => ConfigurationReader.Read(file, secrets.Known());

    public async Task<AdmissionResult> AdmitAsync(Candidate candidate, CancellationToken cancellation)
    {
        var hash = GenerationStore.HashOf(candidate.File);
        var read = Read(candidate.File);
        if (read.Config is not { } config)
            return AdmissionResult.Refused(ConfigurationErrorText.Render(candidate.Name, candidate.File, read.Errors));
        if (Obstacle(candidate, hash) is { } obstacle)
            return AdmissionResult.Refused(obstacle);
        if (store.State.RunningRecord?.Hash == hash)
            return await AlreadyRunsAsync(candidate, hash, cancellation);
        if (await RefusalAsync(candidate, config, cancellation) is { } refusal)
        {
            store.Settle(state => GenerationChanges.Refuse(state, hash, candidate.Origin, refusal, moments.Now()), candidate.File);
            return AdmissionResult.Refused(refusal);
        }

        await WriteBootFileAsync(candidate, cancellation);
        var adopted = store.Update(
            state => GenerationChanges.Adopt(state, hash, candidate.Origin, candidate.Confirm, moments.Now()), candidate.File);
        return new AdmissionResult(adopted.Running, null);
    }

    private string? Obstacle(Candidate candidate, string hash) => candidate switch
    {
        { Origin: GenerationOrigin.Rollback or GenerationOrigin.Edit or GenerationOrigin.Stick } when store.State.IsQuarantined(hash) =>
            $"this text kept the box from becoming healthy {GenerationState.FailuresToQuarantine} times; force it with `gateway apply FILE`",
        { Confirm: not null } when store.State.Confirmed is null =>
            "no earlier generation is healthy, so there is nothing to go back to; apply without --confirm",
        _ => null,
    };

    private async Task<AdmissionResult> AlreadyRunsAsync(Candidate candidate, string hash, CancellationToken cancellation)
    {
        await WriteBootFileAsync(candidate, cancellation);
        var state = store.Update(state => candidate.Origin == GenerationOrigin.Edit ? state with { Considered = hash } : state);
        return new AdmissionResult(state.Running, null) { AlreadyRan = true };
    }

    /// <summary>On a box that has nothing to lose the first file is not checked ahead: the turn itself checks before it switches.</summary>
    private async Task<string?> RefusalAsync(Candidate candidate, GatewayConfig config, CancellationToken cancellation)
    {
        if (IsUnattended(candidate) && store.State.Confirmed is null)
            return null;
        try
        {
            await check(config, store.State.NextNumber, cancellation);
            return null;
        }
        catch (FileCheckException e)
        {
            return RefusalPlaces.Explain(e.Message, candidate.Name, candidate.File);
        }
        catch (TimeoutException e) when (IsUnattended(candidate) && e is not ConfirmTimeException)
        {
            // Nobody is there to be told. The container checks before it switches, and what does not become healthy is taken back.
            return null;
        }
    }

    private static bool IsUnattended(Candidate candidate) => candidate.Origin is GenerationOrigin.BootPartition or GenerationOrigin.Stick;

    private async Task WriteBootFileAsync(Candidate candidate, CancellationToken cancellation)
    {
        if (candidate.Origin == GenerationOrigin.Edit)
            await partition.WriteOperatorFileAsync(candidate.Name, candidate.File, cancellation);
    }
}

/// <summary>Lets every daemon check what follows from a configuration.</summary>
/// <exception cref="FileCheckException">A daemon refuses its file.</exception>
public delegate Task CheckCandidate(GatewayConfig config, int number, CancellationToken cancellation);

/// <summary>A configuration that somebody wants to run.</summary>
/// <param name="Name">The file's name as the operator knows it.</param>
/// <param name="Confirm">The time in which it must be confirmed; null: it need not be.</param>
public sealed record Candidate(string Name, byte[] File, GenerationOrigin Origin, TimeSpan? Confirm = null);

/// <param name="Generation">What runs now; null: it was refused.</param>
/// <param name="Refusal">Why, in full.</param>
public sealed record AdmissionResult(int? Generation, string? Refusal)
{
    /// <summary>The same text ran before, so that nothing was switched.</summary>
    public bool AlreadyRan { get; init; }

    public static AdmissionResult Refused(string why) => new(null, why);
}
