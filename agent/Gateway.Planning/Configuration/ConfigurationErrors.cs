using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Collects all that is wrong in one configuration.</summary>
internal sealed class ConfigurationErrors
{
    /// <summary>More than a person reads at a time.</summary>
    private const int Most = 100;

    private readonly List<ConfigurationError> errors = [];

    /// <summary>With those that are not kept.</summary>
    public int Count { get; private set; }

    /// <summary>By place; where there are too many, the first says so.</summary>
    public ImmutableArray<ConfigurationError> Sorted =>
        [.. Overflow(), .. errors.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public void Add(TomlSpan span, string message, string? hint = null)
    {
        if (Count++ < Most)
        {
            errors.Add(new ConfigurationError(span.Line, span.Column, span.Length, message, hint));
        }
    }

    private IEnumerable<ConfigurationError> Overflow() => Count <= Most
        ? []
        : [new ConfigurationError(0, 0, 1, $"there are more errors than the {Most} that are shown", "is this the right file?")];
}
