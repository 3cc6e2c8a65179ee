using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Links;
using Gateway.Planning.Json;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cli;

internal sealed class IdentifyVerb : IVerb
{
    private const string TimeOption = "--time";
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(5);

    public string Name => "identify";
    public string Summary => "blink the light at a network card's port";

    public string Help => """
        usage: gateway identify NIC [--time TIME] [--json]

        Blinks the light at the port of a card, so that you find the socket that belongs
        to it. NIC is what `gateway nics` calls the card: its name, its MAC or its path.
        Ctrl-C ends it.

          --time TIME   for TIME, such as 30s or 2m, at most 5m (15s)
          --json        which card it was, as a document (docs/schemas/control.schema.json)

        Exit code: 1 when there is no such card, or its driver cannot blink.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], [TimeOption], words: 1);
        var card = options.Word(0) ?? throw new UsageException("NIC is missing");
        var time = TimeOf(options);
        var response = await context.Agent.AskAsync(new ControlRequest(Name) { Arguments = [card] }, cancellation);
        if (response.Result is not { } result)
        {
            await context.Error.WriteLineAsync($"gateway identify: {response.Error}");
            return response.Exit;
        }

        if (options.Json)
            await context.Out.WriteLineAsync(result.GetRawText());
        return await BlinkAsync(context, result.Deserialize(QueryJson.Default.IdentifyDocument)!, time, options.Json, cancellation);
    }

    private static TimeSpan TimeOf(Options options)
    {
        if (options.Value(TimeOption) is not { } text)
            return UsualTime;
        return DurationJsonConverter.TryParse(text, out var time) && time > TimeSpan.Zero && time <= LongestTime
            ? time
            : throw new UsageException($"{TimeOption} needs a time from 1s to 5m, such as 30s, not '{text}'");
    }

    private static async Task<int> BlinkAsync(VerbContext context, IdentifyDocument card, TimeSpan time, bool quiet, CancellationToken cancellation)
    {
        if (!quiet)
            await context.Out.WriteLineAsync($"blinking the port of {card.Name} ({card.Mac}) for {time.TotalSeconds:0} s; Ctrl-C ends it");
        try
        {
            // A second at a time, so that Ctrl-C is heard in between.
            for (var second = 0; second < time.TotalSeconds && !cancellation.IsCancellationRequested; second++)
            {
                if (!NetworkNamespace.Run(card.Process, () => PortLight.BlinkOnce(card.Name)))
                {
                    await context.Error.WriteLineAsync(
                        $"gateway identify: the driver {card.Driver ?? "of the card"} cannot blink the port of {card.Name}; "
                        + "pull its cable instead and see in `gateway nics` which link goes");
                    return ExitCode.Failed;
                }
            }

            return ExitCode.Ok;
        }
        catch (IOException e)
        {
            await context.Error.WriteLineAsync($"gateway identify: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
