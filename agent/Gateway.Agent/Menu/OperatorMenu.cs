using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;

namespace Gateway.Agent.Menu;

/// <summary>The menu itself: each entry is a verb of the command, its output shown in parts.</summary>
internal sealed class OperatorMenu(VerbContext context, TerminalMode mode, Keyboard keyboard)
{
    private const string Text = """

        Gateway menu

          1  Status
          2  Network check
          3  Logs of the gateway
          4  Logs of a service
          5  History of the configuration
          6  Roll back to an earlier configuration
          7  Edit gateway.toml
          s  Set a secret
          8  Reboot
          9  Power off
          q  Leave (or Esc)


        """;

    private readonly Pager _pager = new(keyboard, context.Out);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await context.Out.WriteAsync(Text + "Choice: ");
            var key = await keyboard.ReadAsync(cancellation);
            await context.Out.WriteLineAsync(key > ' ' ? key.ToString() : "");
            if (key is 'q' or 'Q' or Keyboard.Escape || !await ChosenAsync(key, cancellation))
                return;
        }
    }

    /// <returns>False: the menu is left.</returns>
    private async Task<bool> ChosenAsync(char key, CancellationToken cancellation)
    {
        switch (key)
        {
            case '1':
                await ShowAsync(["status"], cancellation);
                return true;
            case '2':
                await context.Out.WriteLineAsync("This takes some seconds.");
                await ShowAsync(["network"], cancellation);
                return true;
            case '3':
                await ShowAsync(["logs", "-n", "200"], cancellation);
                return true;
            case '4':
                await LogsOfServiceAsync(cancellation);
                return true;
            case '5':
                await ShowAsync(["history"], cancellation);
                return true;
            case '6':
                await RollBackAsync(cancellation);
                return true;
            case '7':
                await EditAsync(cancellation);
                return true;
            case 's' or 'S':
                await SetSecretAsync(cancellation);
                return true;
            case '8':
                return !await EndAsync("Reboot", "reboot", cancellation);
            case '9':
                return !await EndAsync("Power off", "poweroff", cancellation);
            default:
                return true;
        }
    }

    private async Task LogsOfServiceAsync(CancellationToken cancellation)
    {
        await context.Out.WriteAsync("Service, such as kea, unbound or squid: ");
        if (await keyboard.ReadLineAsync(isShown: true, cancellation) is { Length: > 0 } service)
            await ShowAsync(["logs", service.Trim(), "-n", "200"], cancellation);
    }

    private async Task RollBackAsync(CancellationToken cancellation)
    {
        await ShowAsync(["history"], cancellation);
        await context.Out.WriteAsync("Number of the generation to run again (Enter: none): ");
        if (await keyboard.ReadLineAsync(isShown: true, cancellation) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            await context.Out.WriteLineAsync("It is checked, switched to, and watched until every service answers.");
            await ShowAsync(["rollback", number.ToString(CultureInfo.InvariantCulture)], cancellation);
        }
    }

    /// <summary>The editor wants the terminal to itself.</summary>
    private async Task EditAsync(CancellationToken cancellation)
    {
        await mode.LinesAsync(cancellation);
        try
        {
            await new CommandLine(VerbCatalog.Verbs, context).RunAsync(["edit"], cancellation);
        }
        finally
        {
            await mode.KeysAsync(CancellationToken.None);
        }

        await _pager.ShowAsync("", cancellation);
    }

    private async Task SetSecretAsync(CancellationToken cancellation)
    {
        await context.Out.WriteAsync("Name, as gateway.toml refers to it with secret:NAME (Enter: none): ");
        if (await keyboard.ReadLineAsync(isShown: true, cancellation) is not { Length: > 0 } name)
            return;
        using var said = new StringWriter();
        await new SecretEntering(context with { Out = said, Error = said }, AskAsync).SetAsync(name.Trim(), cancellation);
        await _pager.ShowAsync(said.ToString(), cancellation);

        async Task<string?> AskAsync(string question, CancellationToken token)
        {
            await context.Out.WriteAsync(question);
            return await keyboard.ReadLineAsync(isShown: false, token);
        }
    }

    private async Task<bool> EndAsync(string what, string verb, CancellationToken cancellation)
    {
        await context.Out.WriteAsync($"{what} now? [y/N] ");
        if (await keyboard.ReadAsync(cancellation) is not ('y' or 'Y'))
            return false;
        await context.Out.WriteLineAsync("y");
        await context.Commands.RunCheckedAsync(Command.Of("systemctl", verb), cancellation);
        return true;
    }

    private async Task ShowAsync(ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        using var said = new StringWriter();
        await new CommandLine(VerbCatalog.Verbs, context with { Out = said, Error = said }).RunAsync(arguments, cancellation);
        await _pager.ShowAsync(said.ToString(), cancellation);
    }
}
