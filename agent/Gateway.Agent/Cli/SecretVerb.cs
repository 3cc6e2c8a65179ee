using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;

namespace Gateway.Agent.Cli;

internal sealed class SecretVerb : IVerb
{
    public string Name => "secret";
    public string Summary => "keep values that gateway.toml refers to as secret:NAME";

    public string Help => """
        usage: gateway secret list [--json]
               gateway secret set NAME
               gateway secret remove NAME

        Keeps values that are not to stand in gateway.toml, where every key that takes a
        secret also takes "secret:NAME". `set` asks for the value without showing it, or
        reads it from standard input where that is no terminal:

          ssh root@192.168.4.2 gateway secret set console < hash.txt

        It takes effect at once, also for what runs. A value that what runs, what it
        would go back to, or gateway.toml cannot use is refused; what they refer to
        cannot be removed. No verb shows a value.

          --json   the names, and what refers to them, as a document
                   (docs/schemas/control.schema.json)

        Exit code: 1 when it was refused; then nothing was changed.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 2);
        if (options.Json && options.Word(0) != "list")
            throw new UsageException("--json goes with list");
        return (options.Word(0), options.Word(1)) switch
        {
            ("list", null) => await AgentAnswer.ShowAsync(context, new ControlRequest(Name) { Arguments = ["list"] }, options.Json, SecretText.List, cancellation),
            ("set", { } name) => await SetAsync(context, name, cancellation),
            ("remove", { } name) => await RemoveAsync(context, name, cancellation),
            ("set" or "remove", null) => throw new UsageException("NAME is missing"),
            _ => throw new UsageException("list, set NAME or remove NAME is expected"),
        };
    }

    private static Task<int> RemoveAsync(VerbContext context, string name, CancellationToken cancellation) => AgentAnswer.ShowAsync(
        context, new ControlRequest("secret") { Arguments = ["remove", name] }, json: false, result => SecretText.Removed(result, name), cancellation);

    private static async Task<int> SetAsync(VerbContext context, string name, CancellationToken cancellation)
    {
        if (context.Terminal is not { } device)
            return await SecretEntering.SendAsync(context, name, await HiddenLine.AllAsync(context.Input, SecretStore.Largest, cancellation), cancellation);
        try
        {
            await context.Commands.RunCheckedAsync(Command.Of("stty", "-F", device, "-echo"), cancellation);
            return await new SecretEntering(context, (question, token) => HiddenLine.AskAsync(context, question, token)).SetAsync(name, cancellation);
        }
        catch (CommandException e)
        {
            await context.Error.WriteLineAsync($"gateway secret: {e.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            // Also when it was interrupted.
            await context.Commands.RunAsync(Command.Of("stty", "-F", device, "echo"), CancellationToken.None);
        }
    }
}
