using System.Collections.Immutable;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;

namespace Gateway.Agent.Menu;

internal sealed class MenuVerb : IVerb
{
    public string Name => "menu";
    public string Summary => "the menu of the screen and the serial console";

    public string Help => """
        usage: gateway menu

        Shows the menu that Enter opens on the screen and on the serial console: status,
        logs, the history of the configuration and the way back, a check of the network,
        editing, setting a secret, reboot and power off. q or Esc leaves it, and so do
        five minutes without a key. With [system] console-password-hash it asks for the
        password first.

        Exit code: 1 when there is no terminal, or the password was wrong.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        Options.Parse(arguments, []);
        if (context.Terminal is not { } device)
        {
            await context.Error.WriteLineAsync("gateway menu: standard input is no terminal; use the other verbs, see `gateway --help`");
            return ExitCode.Failed;
        }

        var mode = new TerminalMode(context.Commands, device);
        try
        {
            await mode.KeysAsync(cancellation);
            return await RunAsync(context, mode, cancellation);
        }
        catch (CommandException e)
        {
            await context.Error.WriteLineAsync($"gateway menu: {e.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            // Also when it was interrupted; a terminal that is gone needs nothing.
            await context.Commands.RunAsync(Command.Of("stty", "-F", device, "icanon", "echo"), CancellationToken.None);
        }
    }

    private static async Task<int> RunAsync(VerbContext context, TerminalMode mode, CancellationToken cancellation)
    {
        var keyboard = new Keyboard(context.Input, context.Out, context.Time);
        if (!await new PasswordPrompt(context.Agent, keyboard, context.Out).PassAsync(cancellation))
            return ExitCode.Failed;
        await new OperatorMenu(context, mode, keyboard).RunAsync(cancellation);
        return ExitCode.Ok;
    }
}
