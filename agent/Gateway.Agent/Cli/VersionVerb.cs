using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Agent.Systemd;

namespace Gateway.Agent.Cli;

internal sealed class VersionVerb : IVerb
{
    public string Name => "version";
    public string Summary => "print the release";

    public string Help => """
        usage: gateway version [--json]

        Prints the release of this command, which is that of the image it came with.

          --json   as a document (docs/schemas/control.schema.json)
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var document = new VersionDocument(ReleaseFile.OfAgent);
        await context.Out.WriteLineAsync(Options.Parse(arguments, ["--json"]).Json
            ? JsonSerializer.Serialize(document, VersionJson.Default.VersionDocument)
            : $"gateway {document.Release}");
        return ExitCode.Ok;
    }
}

/// <summary><c>gateway version --json</c>.</summary>
internal sealed record VersionDocument(string Release)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VersionDocument))]
internal sealed partial class VersionJson : JsonSerializerContext;
