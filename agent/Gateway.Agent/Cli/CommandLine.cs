using System.Collections.Immutable;
using System.Text;
using Gateway.Agent.Control;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Cli;

/// <summary>The operator's command: finds the verb and runs it.</summary>
internal sealed class CommandLine(ImmutableArray<IVerb> verbs, VerbContext context)
{
    private const string HelpFlag = "--help";

    public async Task<int> RunAsync(ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        if (arguments.IsEmpty)
        {
            await context.Error.WriteAsync(Help());
            return ExitCode.Usage;
        }
        if (arguments[0] is HelpFlag or "-h" or "help")
        {
            await context.Out.WriteAsync(Help());
            return ExitCode.Ok;
        }
        var verb = verbs.FirstOrDefault(verb => verb.Name == arguments[0]);
        return verb is null
            ? await UnknownAsync(arguments[0])
            : await RunAsync(verb, arguments[1..], cancellation);
    }

    private async Task<int> RunAsync(IVerb verb, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Contains(HelpFlag) || arguments.Contains("-h"))
        {
            await context.Out.WriteLineAsync(verb.Help);
            return ExitCode.Ok;
        }
        try
        {
            return await verb.RunAsync(context, arguments, cancellation);
        }
        catch (UsageException e)
        {
            await context.Error.WriteLineAsync($"gateway {verb.Name}: {e.Message}; see `gateway {verb.Name} --help`");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Failed;
        }
    }

    private async Task<int> UnknownAsync(string word)
    {
        var near = NearestWord.Of(word, verbs.Select(static verb => verb.Name));
        var hint = near is null ? "see `gateway --help`" : $"did you mean `gateway {near}`?";
        await context.Error.WriteLineAsync($"gateway: there is no verb '{word}'; {hint}");
        return ExitCode.Usage;
    }

    private string Help()
    {
        var text = new StringBuilder("usage: gateway VERB [options]\n\n");
        var width = verbs.Max(static verb => verb.Name.Length);
        foreach (var verb in verbs)
            text.Append($"  {verb.Name.PadRight(width)}  {verb.Summary}\n");
        return text.Append("\n`gateway VERB --help` says more. Exit codes: 0 done, 1 failed, 2 wrong usage,\n")
            .Append("3 not ready, 4 the agent does not run, 5 not root.\n")
            .ToString();
    }
}
