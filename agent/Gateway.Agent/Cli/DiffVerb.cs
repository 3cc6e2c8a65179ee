using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;

namespace Gateway.Agent.Cli;

internal sealed class DiffVerb : IVerb
{
    public string Name => "diff";
    public string Summary => "show how two generations differ";

    public string Help => """
        usage: gateway diff [N] [M] [--json]

        Without a number: from what runs to gateway.toml on the boot partition. With N:
        from generation N to what runs. With N and M: from N to M.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when one of them cannot be read.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 2);
        var numbers = new[] { options.Word(0), options.Word(1) }.OfType<string>().Select(GenerationNumber.Parse);
        var request = new ControlRequest(Name) { Arguments = [.. numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture))] };
        return AgentAnswer.ShowAsync(context, request, options.Json, Text, cancellation);
    }

    private static string Text(JsonElement result)
    {
        var document = result.Deserialize(GenerationJson.Default.DiffDocument)!;
        return document.Text.Length > 0 ? document.Text : $"{document.From} and {document.To} are the same\n";
    }
}
