using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Decides which configuration runs: the operator's file if it is right, else the last one that was applied.</summary>
public sealed class ConfigurationSource(OperatorFile file, Generations generations)
{
    public async Task<ConsideredConfiguration> ConsiderAsync(CancellationToken cancellation)
    {
        if (await file.ReadAsync(cancellation) is not { } text)
            return LastGood(new ConfigurationStatus { State = "missing" }, "");
        var result = ConfigurationReader.Read(text.Bytes);
        if (result.Config is { } config)
            return new ConsideredConfiguration(new ConfigurationStatus(), config, generations.Of(text.Bytes));
        ImmutableArray<string> errors =
            [.. result.Errors.Select(error => ConfigurationErrorText.Render(text.Name, text.Bytes, [error]))];
        return LastGood(new ConfigurationStatus { State = "invalid", Errors = errors }, string.Join('\n', errors));
    }

    private ConsideredConfiguration LastGood(ConfigurationStatus status, string errors)
    {
        var newest = generations.Newest();
        var config = newest is null ? null : ConfigurationReader.Read(newest.File).Config;
        return new ConsideredConfiguration(status, config, config is null ? null : newest) { ErrorText = errors };
    }
}

/// <param name="Status">What the operator's file is worth.</param>
/// <param name="Config">What is to run; null: nothing may be touched.</param>
/// <param name="Generation">Of <paramref name="Config"/>.</param>
public sealed record ConsideredConfiguration(ConfigurationStatus Status, GatewayConfig? Config, Generation? Generation)
{
    /// <summary>All errors of the operator's file as text; empty: none.</summary>
    public string ErrorText { get; init; } = "";
}
