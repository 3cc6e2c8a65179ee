using System.Collections.Immutable;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Configuration;

/// <summary>One thing that is wrong in a configuration, with its place.</summary>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Length">How many characters are meant, at least 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What is allowed, the nearest known key, what to do; null when the message says all.</param>
public sealed record ConfigurationError(int Line, int Column, int Length, string Message, string? Hint = null);

/// <summary>The outcome of reading a configuration: either a config, or all its errors.</summary>
public sealed record ConfigurationResult(GatewayConfig? Config, ImmutableArray<ConfigurationError> Errors)
{
    /// <summary>The secrets that it refers to, also where something else is wrong.</summary>
    public ImmutableArray<SecretReference> References { get; init; } = [];
}
