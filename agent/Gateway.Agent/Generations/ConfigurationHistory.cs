using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Host;
using Gateway.Planning.Generations;
using Gateway.Planning.Secrets;

namespace Gateway.Agent.Generations;

/// <summary>What ran, and how two texts differ.</summary>
public sealed class ConfigurationHistory(GenerationStore store, OperatorFile operatorFile, ICommandRunner commands)
{
    private const int Same = 0;
    private const int Different = 1;

    public ControlResponse List()
    {
        var state = store.State;
        return ConfigurationHandler.Answer(new HistoryDocument([.. state.Generations.Reverse().Select(record => Entry(state, record))]));
    }

    /// <summary>Without a number: what runs and the operator's file. With one: that one and what runs. With two: both.</summary>
    public async Task<ControlResponse> DiffAsync(ImmutableArray<int> numbers, CancellationToken cancellation)
    {
        if (store.State.Running is not { } running)
            return ControlResponse.Failed(ExitCode.Failed, "nothing has run yet, so there is nothing to compare with");
        var (from, to) = numbers switch
        {
            [] => (Kept(running), await FileAsync(cancellation)),
            [var one] => (Kept(one), Kept(running)),
            [var one, var other] => (Kept(one), Kept(other)),
            _ => throw new FormatException("at most two generations can be compared"),
        };
        return await CompareAsync(from, to, cancellation);
    }

    private async Task<ControlResponse> CompareAsync((string Name, string Path) from, (string Name, string Path) to, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-diff-");
        try
        {
            var mask = new NumberedMask();
            var before = await MaskedAsync(mask, from.Path, Path.Join(folder.FullName, "from"), cancellation);
            var after = await MaskedAsync(mask, to.Path, Path.Join(folder.FullName, "to"), cancellation);
            var command = Command.Of(
                "diff", "--unified", "--strip-trailing-cr", "--label", from.Name, "--label", to.Name, "--", before, after);
            var result = await commands.RunAsync(command, cancellation);
            return result.ExitCode is Same or Different
                ? ConfigurationHandler.Answer(new DiffDocument(from.Name, to.Name, result.Output))
                : throw CommandException.Failed(command, result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> MaskedAsync(NumberedMask mask, string path, string copy, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(copy, mask.Apply(await File.ReadAllTextAsync(path, cancellation)), cancellation);
        return copy;
    }

    private (string Name, string Path) Kept(int number) => store.State.Find(number) is { } record && store.Read(record.Hash) is not null
        ? ($"generation {number}", store.PathOf(record.Hash))
        : throw new FileNotFoundException($"generation {number} is not kept; see `gateway history`");

    private async Task<(string Name, string Path)> FileAsync(CancellationToken cancellation)
    {
        var reading = await operatorFile.ReadAsync(cancellation);
        return reading.Text is { } text
            ? (text.Name, operatorFile.PathOf(text.Name))
            : throw new FileNotFoundException(reading.Problem ?? "there is no gateway.toml on the boot partition to compare with");
    }

    private static HistoryEntry Entry(GenerationState state, GenerationRecord record) => new(
        record.Number, record.Time, record.Origin, record.Hash, record.Result, record.Number == state.Running, state.IsQuarantined(record.Hash))
    {
        Reason = record.Reason,
        ConfirmWithin = state.Timer is { } timer && timer.Generation == record.Number ? (int)timer.Length.TotalSeconds : null,
    };
}
