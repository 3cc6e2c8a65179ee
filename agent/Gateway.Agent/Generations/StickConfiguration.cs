using System.Collections.Immutable;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Generations;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Generations;

/// <summary>Lets the gateway.toml of a stick that is there at boot become a generation, once, and reports on the stick what came of it.</summary>
public sealed class StickConfiguration(
    StickVolume volume, GenerationStore store, Admission admission, KernelClock clock, string mark = HostPaths.StickMark) : BackgroundService
{
    /// <summary>Seconds since kernel start in which a stick counts as there at boot; USB sticks come late.</summary>
    private const double Boot = 180;

    private readonly TaskCompletionSource<StickAdoption> _adopted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What every surface says about the stick.</summary>
    public ImmutableArray<Condition> Conditions { get; private set; } = [];

    /// <summary>Once in each turn, after the operator's own file.</summary>
    public async Task ConsiderAsync(CancellationToken cancellation)
    {
        if (clock.Seconds > Boot || File.Exists(mark) || !volume.IsThere)
            return;
        try
        {
            // Whatever happens now, a second look in this boot would find the same.
            await File.WriteAllTextAsync(mark, "", cancellation);
            if (await volume.ReadAsync(cancellation) is { } text)
                await AdmitAsync(text, cancellation);
            else
                await RefuseAsync("gateway.toml", "there is no gateway.toml on the volume GATEWAY-CFG", cancellation);
        }
        catch (ConfirmTimeException)
        {
            File.Delete(mark);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Conditions = [Problem($"using the volume GATEWAY-CFG failed: {e.Message}; the configuration on it was not used. Check the stick on another computer")];
        }
    }

    /// <summary>Whether it stays is known minutes later; then the report says so.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (generation, name) = await _adopted.Task.WaitAsync(stoppingToken);
        var state = store.State;
        while (state.Find(generation) is { Result: GenerationResult.Trying })
            state = await store.Changes.NextAsync(state, stoppingToken);
        try
        {
            await volume.WriteReportAsync(StickReport.Of(name, state, generation), stoppingToken);
        }
        catch (IOException)
        {
            // The stick has been taken away, whose owner knows the rest from the box.
        }
    }

    private async Task AdmitAsync(OperatorText text, CancellationToken cancellation)
    {
        var hash = GenerationStore.HashOf(text.Bytes);
        if (store.State.ConsideredStick == hash)
        {
            await FollowAsync(hash, text.Name, cancellation);
            return;
        }

        var admitted = await AdmittedAsync(new Candidate(text.Name, text.Bytes, GenerationOrigin.Stick), cancellation);
        if (admitted.Generation is not { } generation)
        {
            await RefuseAsync(text.Name, admitted.Refusal!, cancellation);
            return;
        }

        var state = store.Settle(state => state with { ConsideredStick = hash });
        await ReportAsync(StickReport.Of(text.Name, state, generation), cancellation);
        _adopted.TrySetResult(new StickAdoption(generation, text.Name));
    }

    /// <summary>It became a generation before, in a life of this agent that may have ended before the report was.</summary>
    private async Task FollowAsync(string hash, string name, CancellationToken cancellation)
    {
        if (store.State.Generations.LastOrDefault(record => record.Hash == hash && record.Origin == GenerationOrigin.Stick) is not { } record)
            return;
        try
        {
            await volume.WriteReportAsync(StickReport.Of(name, store.State, record.Number), cancellation);
        }
        catch (IOException)
        {
            // That it cannot be written was said when the configuration was taken.
        }

        _adopted.TrySetResult(new StickAdoption(record.Number, name));
    }

    /// <summary>What fails here is the box's own disk, and not the stick.</summary>
    private async Task<AdmissionResult> AdmittedAsync(Candidate candidate, CancellationToken cancellation)
    {
        try
        {
            return await admission.AdmitAsync(candidate, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AdmissionResult.Refused(e.Message);
        }
    }

    private async Task RefuseAsync(string name, string why, CancellationToken cancellation)
    {
        Conditions = [Problem($"{name} on the volume GATEWAY-CFG was not used, see {StickVolume.Report} there: {why.TrimEnd('\n')}")];
        await ReportAsync(StickReport.Refused(name, why), cancellation);
    }

    /// <summary>A stick that is write-protected is as good as another.</summary>
    private async Task ReportAsync(string text, CancellationToken cancellation)
    {
        try
        {
            await volume.WriteReportAsync(text, cancellation);
        }
        catch (IOException e)
        {
            Conditions = [.. Conditions, new Condition("stick-not-writable", "warning", $"writing {StickVolume.Report} on the volume GATEWAY-CFG failed: {e.Message}; what became of its configuration is in `gateway history`")];
        }
    }

    private static Condition Problem(string text) => new("stick-refused", "warning", text);

    private sealed record StickAdoption(int Generation, string Name);
}
