using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Agent.Host;
using Gateway.Agent.Secrets;
using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;

namespace Gateway.Agent.Cli;

internal sealed class CheckVerb : IVerb
{
    public string Name => "check";
    public string Summary => "check a gateway.toml, on any Linux computer";

    public string Help => """
        usage: gateway check FILE [--json]

        Reads FILE as the gateway would and prints every error with its place and what
        to do. Needs no gateway, no agent and no root.

          --json   the errors as a document (docs/schemas/control.schema.json)

        Exit code: 0 when the file is right, 1 when it is not or cannot be read.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 1);
        var path = options.Word(0) ?? throw new UsageException("FILE is missing");
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"gateway check: {path} cannot be read: {e.Message}");
            return ExitCode.Failed;
        }
        var known = new SecretStore(Path.Join(context.Root, HostPaths.Secrets)).KnownHere();
        var read = ConfigurationReader.Read(file, known);
        var errors = read.Errors;
        if (options.Json)
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(new CheckDocument(errors.IsEmpty, errors), CheckJson.Default.CheckDocument));
        else if (errors.IsEmpty)
            await context.Out.WriteLineAsync($"{path}: no errors{(known.AreAll ? "" : Unknown(read.References))}");
        else
            await context.Out.WriteAsync(ConfigurationErrorText.Render(Path.GetFileName(path), file, errors));
        return errors.IsEmpty ? ExitCode.Ok : ExitCode.Failed;
    }

    private static string Unknown(ImmutableArray<SecretReference> references) => references.IsEmpty
        ? ""
        : $"; it needs the secrets of the gateway named {string.Join(", ", references.Select(static reference => reference.Name).Distinct())}, see `gateway secret list` there";
}

/// <summary><c>gateway check --json</c>.</summary>
internal sealed record CheckDocument(bool Valid, ImmutableArray<ConfigurationError> Errors)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class CheckJson : JsonSerializerContext;
