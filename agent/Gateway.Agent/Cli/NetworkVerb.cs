using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Probes;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cli;

internal sealed class NetworkVerb : IVerb
{
    private const string DefaultName = "debian.org";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => "network";
    public string Summary => "check the network step by step, from the provider's cable to a name";

    public string Help => """
        usage: gateway network [NAME] [--json]

        Checks one after the other: the outside card's link, the address from the
        provider, the provider's router, the inside card's link, the gateway's own
        address inside, the services of the inside, and whether the resolver finds the
        address of NAME (debian.org).

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 0 when all is well, 3 when it is not.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 1);
        var name = options.Word(0) ?? DefaultName;
        if (Uri.CheckHostName(name) != UriHostNameType.Dns)
            throw new UsageException($"'{name}' is no name");
        var response = await context.Agent.AskAsync(new ControlRequest("status"), cancellation);
        if (response.Result is not { } result)
        {
            await context.Error.WriteLineAsync($"gateway network: {response.Error}");
            return response.Exit;
        }

        var status = StatusJson.ParseStatus(result.GetRawText());
        var document = new NetworkDocument([.. await StepsAsync(context, status, name, cancellation)]);
        await context.Out.WriteAsync(options.Json ? JsonSerializer.Serialize(document, NetworkJson.Default.NetworkDocument) + "\n" : Text(document));
        return document.Steps.All(static step => step.Works) ? ExitCode.Ok : ExitCode.NotReady;
    }

    private static async Task<List<NetworkStep>> StepsAsync(VerbContext context, StatusDocument status, string name, CancellationToken cancellation)
    {
        List<NetworkStep> steps = [];
        var outside = status.Roles.FirstOrDefault(static role => role.Role == "outside");
        var inside = status.Roles.FirstOrDefault(static role => role.Role == "inside");
        steps.Add(Link(outside, "outside"));
        steps.Add(outside is { Addresses: [var lease, ..] }
            ? new NetworkStep("address from the provider", true, lease)
            : new NetworkStep("address from the provider", false, "there is none: with mode = \"dhcp\" the provider's DHCP server does not answer, is the modem on? With \"static\" the link is down or not set up yet"));
        steps.Add(outside?.Router is { } router
            ? await PingAsync(context, "provider's router", router, cancellation)
            : new NetworkStep("provider's router", false, "none is known without an address from the provider"));
        steps.Add(inside is { State: "detached" } ? new NetworkStep("inside card", true, "none is wanted (attach = false)") : Link(inside, "inside"));
        var own = inside?.Addresses.Select(static address => address.Split('/')[0]).FirstOrDefault(static address => address.Contains('.', StringComparison.Ordinal));
        steps.Add(own is null
            ? new NetworkStep("gateway's address inside", false, "there is none; nothing is served")
            : await PingAsync(context, "gateway's address inside", own, cancellation));
        var silent = status.Services.Where(static service => service.State is not ("answering" or "off")).Select(static service => service.Name).ToArray();
        steps.Add(new NetworkStep("services", silent.Length == 0, silent.Length == 0 ? "every one answers" : $"these do not answer: {string.Join(", ", silent)}; see `gateway status`"));
        steps.Add(await ResolveAsync(own, name, cancellation));
        return steps;
    }

    private static NetworkStep Link(RoleStatus? role, string name) => role switch
    {
        { Carrier: true, Card: { } card } => new NetworkStep($"{name} card", true, $"{card} has a link"),
        { Card: { } card } => new NetworkStep($"{name} card", false, $"{card} has no link: is the cable plugged in at both ends?"),
        _ => new NetworkStep($"{name} card", false, $"it is {role?.State ?? "not known"}; see `gateway nics`"),
    };

    private static async Task<NetworkStep> PingAsync(VerbContext context, string step, string address, CancellationToken cancellation)
    {
        try
        {
            var result = await context.Commands.RunAsync(Command.Of("ping", "-n", "-q", "-c", "1", "-W", "2", "--", address), cancellation);
            return new NetworkStep(step, result.ExitCode == 0, result.ExitCode == 0 ? $"{address} answers" : $"{address} does not answer a ping, which some do not by choice");
        }
        catch (CommandException e)
        {
            return new NetworkStep(step, false, e.Message);
        }
    }

    private static async Task<NetworkStep> ResolveAsync(string? resolver, string name, CancellationToken cancellation)
    {
        const string step = "name from the resolver";
        if (resolver is null)
            return new NetworkStep(step, false, "there is no address to ask");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var complaint = await DnsAnswerProbe.AskAsync(new Probe.DnsAnswer(resolver, name), limit.Token);
            return new NetworkStep(step, complaint is null, complaint ?? $"{name} has an address");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new NetworkStep(step, false, $"{resolver} did not answer for {name} within {Patience.TotalSeconds:0} s");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            return new NetworkStep(step, false, $"asking {resolver} for {name} failed: {e.Message}");
        }
    }

    private static string Text(NetworkDocument document) =>
        string.Concat(document.Steps.Select(static step => $"{(step.Works ? "[ ok ]" : "[FAIL]")} {step.Name}: {step.Text}\n"));
}

/// <summary><c>gateway network --json</c>.</summary>
internal sealed record NetworkDocument(ImmutableArray<NetworkStep> Steps)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

/// <param name="Name">What was checked.</param>
/// <param name="Text">What was found, and what to do.</param>
internal sealed record NetworkStep(string Name, bool Works, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkDocument))]
internal sealed partial class NetworkJson : JsonSerializerContext;
