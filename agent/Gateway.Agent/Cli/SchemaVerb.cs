using System.Collections.Immutable;
using Gateway.Agent.Control;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Cli;

internal sealed class SchemaVerb : IVerb
{
    public string Name => "schema";
    public string Summary => "print the JSON schema of gateway.toml, for editors";

    public string Help => """
        usage: gateway schema

        Prints the JSON schema of gateway.toml, by which editors complete and explain
        it. Needs no gateway, no agent and no root.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        Options.Parse(arguments, []);
        await context.Out.WriteAsync(EditorSchema.Render());
        return ExitCode.Ok;
    }
}
