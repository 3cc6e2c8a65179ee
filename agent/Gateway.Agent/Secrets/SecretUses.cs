using System.Collections.Immutable;
using Gateway.Agent.Generations;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Secrets;

/// <summary>Which texts refer to which secrets.</summary>
public sealed class SecretUses(GenerationStore generations, OperatorFile operatorFile)
{
    /// <summary>The file on the boot partition first, then the generations, newest first.</summary>
    public async Task<ImmutableArray<SecretUse>> FindAsync(CancellationToken cancellation)
    {
        var state = generations.State;
        var reading = await operatorFile.ReadAsync(cancellation);
        return
        [
            .. reading.Text is { } text ? new[] { Use(text.Name, text.Bytes, isNeeded: true) } : [],
            .. from record in state.Generations.Reverse()
               let file = generations.Read(record.Hash)
               where file is not null
               select Use($"generation {record.Number}", file, record.Number == state.Running || record.Number == state.Confirmed),
        ];
    }

    private static SecretUse Use(string where, byte[] file, bool isNeeded) =>
        new(where, file, [.. ConfigurationReader.Read(file).References.Select(static reference => reference.Name).Distinct()], isNeeded);
}

/// <param name="Where">As the operator knows it.</param>
/// <param name="Names">The secrets that it refers to.</param>
/// <param name="IsNeeded">It runs, or it comes to run without anybody asking for it.</param>
public sealed record SecretUse(string Where, byte[] File, ImmutableArray<string> Names, bool IsNeeded);
