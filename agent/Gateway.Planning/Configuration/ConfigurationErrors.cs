using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Collects all that is wrong in one configuration.</summary>
internal sealed class ConfigurationErrors
{
    private readonly List<ConfigurationError> errors = [];

    public int Count => errors.Count;

    public ImmutableArray<ConfigurationError> Sorted =>
        [.. errors.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public void Add(TomlSpan span, string message, string? hint = null) =>
        errors.Add(new ConfigurationError(span.Line, span.Column, span.Length, message, hint));
}
