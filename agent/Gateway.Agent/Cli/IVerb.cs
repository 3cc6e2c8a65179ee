using System.Collections.Immutable;

namespace Gateway.Agent.Cli;

/// <summary>One verb of the operator's command.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>One line for <c>gateway --help</c>.</summary>
    string Summary { get; }

    /// <summary>All of <c>gateway VERB --help</c>.</summary>
    string Help { get; }

    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation);
}
