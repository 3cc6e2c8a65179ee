using System.Text.Json.Nodes;

namespace Gateway.Lab.Guests;

/// <summary>A network namespace of the laboratory: a provider, the Internet, a computer inside.</summary>
public class LabNamespace(LabMachine lab, string name)
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    public LabMachine Lab => lab;
    public string Name => name;

    /// <summary>Runs a shell script in this namespace.</summary>
    public Task<CommandResult> RunAsync(string script, CancellationToken cancellation, TimeSpan? limit = null, string? input = null) =>
        RunAsync(new JsonObject { ["script"] = script }, script, limit, input, cancellation);

    /// <summary>Runs a program in this namespace.</summary>
    public Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation, TimeSpan? limit = null, string? input = null) =>
        RunAsync(new JsonObject { ["argv"] = ToArray(command) }, string.Join(' ', command), limit, input, cancellation);

    /// <summary>Starts a server that goes on in the background under a name, and waits until it listens on a TCP port.</summary>
    public async Task StartServerAsync(string process, IReadOnlyList<string> command, int port, CancellationToken cancellation)
    {
        await lab.Rpc.CallAsync("start", new JsonObject { ["name"] = process, ["namespace"] = name, ["argv"] = ToArray(command) }, DefaultLimit, cancellation).ConfigureAwait(false);
        var listens = await RunAsync($"until ss -Hltn 'sport = :{port}' | grep -q .; do sleep 0.1; done", cancellation).ConfigureAwait(false);
        listens.Require();
    }

    private async Task<CommandResult> RunAsync(JsonObject parameters, string command, TimeSpan? limit, string? input, CancellationToken cancellation)
    {
        var time = limit ?? DefaultLimit;
        parameters["namespace"] = name;
        parameters["timeout"] = time.TotalSeconds;
        if (input is not null)
        {
            parameters["stdin"] = input;
        }

        var result = await lab.Rpc.CallAsync("run", parameters, time + TimeSpan.FromSeconds(15), cancellation).ConfigureAwait(false);
        return new CommandResult(
            command,
            result["exit"]!.GetValue<int>(),
            result["stdout"]!.GetValue<string>(),
            result["stderr"]!.GetValue<string>(),
            result["timed_out"]!.GetValue<bool>());
    }

    private static JsonArray ToArray(IEnumerable<string> items) => new([.. items.Select(static item => (JsonNode)item)]);
}
