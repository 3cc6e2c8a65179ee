using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Agent.Support;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Toml;

namespace Gateway.Agent.Cli;

internal sealed class LeasesVerb : IVerb
{
    /// <summary>Where Kea keeps them in the container.</summary>
    private const string Folder = "/var/lib/kea";

    /// <summary>Bytes of one file; a full pool writes thousands a day, which an hourly clean-up takes away.</summary>
    private const long Largest = 64 * 1024 * 1024;

    private const string Nothing = "-";

    public string Name => "leases";
    public string Summary => "list the addresses that computers inside hold";

    public string Help => """
        usage: gateway leases [--json]

        Lists the addresses that DHCP has given out and that are still held: the
        computer's MAC, what it calls itself, and until when (UTC).

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when the leases cannot be read.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"]);
        try
        {
            var leases = KeaLeaseFile.Read(await ReadAsync(context, cancellation), context.Time.GetUtcNow());
            if (options.Json)
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(new LeasesDocument(leases), LeasesJson.Default.LeasesDocument));
            else
                await context.Out.WriteAsync(leases.IsEmpty ? "no address is given out\n" : TextTable.Render([["ADDRESS", "MAC", "NAME", "UNTIL"], .. leases.Select(Row)]));
            return ExitCode.Ok;
        }
        catch (UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync("gateway leases: only root may read the leases: try again as root");
            return ExitCode.NotAllowed;
        }
        catch (IOException e)
        {
            await context.Error.WriteLineAsync($"gateway leases: reading the leases failed: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<ImmutableArray<string>> ReadAsync(VerbContext context, CancellationToken cancellation)
    {
        var volumes = new ContainerFolders(context.Root);
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var name in KeaLeaseFile.Names)
        {
            var path = context.Journals.HasContainer ? volumes.OfVolume("leases", name) : Path.Join(context.Root, Folder, name);
            if (path is null || new FileInfo(path) is not { Exists: true } file)
                continue;
            files.Add(file.Length <= Largest ? await File.ReadAllTextAsync(path, cancellation) : throw new IOException($"{name} has more than {Largest} bytes"));
        }

        return files.ToImmutable();
    }

    private static string[] Row(KeaLease lease) =>
    [
        lease.Address,
        lease.Mac.Length > 0 ? lease.Mac : Nothing,
        lease.Name is { } name ? Quoted.Escape(name) : Nothing,
        lease.Ends.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    ];
}

/// <summary><c>gateway leases --json</c>, by address.</summary>
internal sealed record LeasesDocument(ImmutableArray<KeaLease> Leases)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeasesDocument))]
internal sealed partial class LeasesJson : JsonSerializerContext;
