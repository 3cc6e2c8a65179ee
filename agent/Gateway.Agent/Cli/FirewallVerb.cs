using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Cards;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Host;

namespace Gateway.Agent.Cli;

internal sealed class FirewallVerb : IVerb
{
    private static readonly ImmutableArray<string> List = ["nft", "list", "table", "inet", "gateway"];

    public string Name => "firewall";
    public string Summary => "list the firewall's rules with what each has counted";

    public string Help => """
        usage: gateway firewall [--json]

        Lists the rules that the kernel holds, chain by chain in the order in which
        they are asked: the packets and bytes that came to each since the rules were
        loaded last, what it does with them, and the key of gateway.toml it rests on.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when the rules cannot be read.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"]);
        if (ListCommand(context) is not { } command)
        {
            await context.Error.WriteLineAsync("gateway firewall: the container with the firewall does not run; see `gateway status`");
            return ExitCode.Failed;
        }

        try
        {
            var document = new FirewallDocument(FirewallListing.Read(await context.Commands.RunCheckedAsync(command, cancellation)));
            await context.Out.WriteAsync(options.Json ? JsonSerializer.Serialize(document, FirewallJson.Default.FirewallDocument) + "\n" : Text(document));
            return ExitCode.Ok;
        }
        catch (CommandException e)
        {
            await context.Error.WriteLineAsync($"gateway firewall: reading the rules, which only root may, failed: {e.Message}");
            return ExitCode.Failed;
        }
    }

    /// <summary>On the host its own nft in the container's network; null: there is no container.</summary>
    private static Command? ListCommand(VerbContext context)
    {
        if (!context.Journals.HasContainer)
            return Command.Of(List[0], [.. List[1..]]);
        return new ContainerProcess(Path.Join(context.Root, HostPaths.ControlGroups)).Find() is { } process
            ? Command.Of("nsenter", ["--target", process.ToString(CultureInfo.InvariantCulture), "--net", .. List])
            : null;
    }

    private static string Text(FirewallDocument document) => TextTable.Render(
    [
        ["CHAIN", "PACKETS", "BYTES", "ACTION", "FROM", "OF"],
        .. document.Rules.Select(static rule => new[]
        {
            rule.Chain,
            rule.Packets.ToString(CultureInfo.InvariantCulture),
            rule.Bytes.ToString(CultureInfo.InvariantCulture),
            rule.Action,
            rule.Origin,
            rule.Match,
        }),
    ]);
}

/// <summary><c>gateway firewall --json</c>, in the order of the kernel.</summary>
internal sealed record FirewallDocument(ImmutableArray<FirewallRule> Rules)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FirewallDocument))]
internal sealed partial class FirewallJson : JsonSerializerContext;
