using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Planning.Services.Squid;

namespace Gateway.Agent.Cli;

internal sealed class ProxyVerb : IVerb
{
    public string Name => "proxy";
    public string Summary => "show what the web proxy did and saved";

    public string Help => """
        usage: gateway proxy stats [--json]

        Shows what the web proxy has counted since it started: requests, those answered
        from its cache, how full the cache is on disk and in memory, and which computers
        used it.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when the proxy does not run.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 1);
        if (options.Word(0) != "stats")
            throw new UsageException("stats is expected");
        try
        {
            var document = new ProxyDocument(await ProxyManager.Find(context).ReadAsync(cancellation));
            await context.Out.WriteAsync(options.Json ? JsonSerializer.Serialize(document, ProxyJson.Default.ProxyDocument) + "\n" : Text(document.Statistics));
            return ExitCode.Ok;
        }
        catch (UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync("gateway proxy: only root may enter the container: try again as root");
            return ExitCode.NotAllowed;
        }
        catch (HttpRequestException e)
        {
            await context.Error.WriteLineAsync($"gateway proxy: the proxy does not answer ({e.Message}): is it switched off in [proxy]? See `gateway status` and `gateway logs squid`");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            await context.Error.WriteLineAsync($"gateway proxy: {e.Message}");
            return ExitCode.Failed;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("gateway proxy: the proxy took too long to answer; see `gateway logs squid`");
            return ExitCode.Failed;
        }
    }

    private static string Text(SquidStatistics statistics)
    {
        var disk = statistics.DiskLimitKilobytes == 0 ? "off" : $"{Size(statistics.DiskKilobytes)} of {Size(statistics.DiskLimitKilobytes)}";
        string[][] rows =
        [
            ["requests", $"{statistics.Requests} in {TimeSpan.FromSeconds(statistics.Uptime):c}"],
            ["from the cache", $"{statistics.Hits}{Share(statistics.Hits, statistics.Requests)}"],
            ["refused or failed", $"{statistics.Errors}"],
            ["sent inside", $"{Size(statistics.SentKilobytes)}, {Size(statistics.HitKilobytes)} of it from the cache"],
            ["cache on disk", disk],
            ["cache in memory", Size(statistics.MemoryKilobytes)],
        ];
        string[][] clients = [["CLIENT", "REQUESTS", "FROM THE CACHE"], .. statistics.Clients.Select(static client => new[] { client.Address, $"{client.Requests}", $"{client.Hits}" })];
        return TextTable.Render(rows) + (statistics.Clients.IsEmpty ? "" : "\n" + TextTable.Render(clients));
    }

    private static string Share(long part, long whole) => whole == 0 ? "" : $" ({part * 100 / whole} %)";

    private static string Size(long kilobytes) => kilobytes < 1024
        ? $"{kilobytes} KiB"
        : string.Create(CultureInfo.InvariantCulture, $"{kilobytes / 1024.0:0.0} MiB");
}

/// <summary><c>gateway proxy stats --json</c>.</summary>
internal sealed record ProxyDocument(SquidStatistics Statistics)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProxyDocument))]
internal sealed partial class ProxyJson : JsonSerializerContext;
