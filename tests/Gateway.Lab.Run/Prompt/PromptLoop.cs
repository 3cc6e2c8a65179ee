using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Lab.Run.Prompt;

/// <summary>Reads commands and does them until the person quits, the input ends or the gateway is off.</summary>
public sealed class PromptLoop(Terminal terminal, GatewayLab laboratory, GatewayMachine gateway, LabClient client, string? config)
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);
    private GatewayHost? host;
    private bool onHost;

    /// <param name="off">Ends when the gateway does.</param>
    /// <param name="cancellation">Ends the prompt.</param>
    /// <returns>True: the person quit; false: the input or the gateway ended.</returns>
    public async Task<bool> RunAsync(Task off, CancellationToken cancellation)
    {
        terminal.Line($"\nThe gateway is ready. At the prompt:\n{PromptCommand.Help}\nA command's output comes when it has ended, after {CommandLimit.TotalMinutes:0} minutes at most.");
        var lines = InputLines.Read(Console.In);
        while (true)
        {
            var prompt = onHost ? "host# " : "> ";
            terminal.Ask(prompt);
            var next = lines.WaitToReadAsync(cancellation).AsTask();
            await Task.WhenAny(next, off).ConfigureAwait(false);
            terminal.Answered();
            cancellation.ThrowIfCancellationRequested();
            if (off.IsCompleted || !await next.ConfigureAwait(false) || !lines.TryRead(out var line))
            {
                return false;
            }

            if (Console.IsInputRedirected)
            {
                // No terminal has shown what was typed.
                terminal.Line(prompt + line);
            }

            var command = onHost ? InHostShell(line) : PromptCommand.Parse(line);
            if (command is Quit)
            {
                return true;
            }

            await TryAsync(command, cancellation).ConfigureAwait(false);
        }
    }

    private PromptCommand InHostShell(string line)
    {
        var text = line.Trim();
        onHost = text != "exit";
        return text is "" or "exit" ? new NothingToDo() : new OnHost(text);
    }

    /// <summary>A command that fails is told; the machines stay.</summary>
    private async Task TryAsync(PromptCommand command, CancellationToken cancellation)
    {
        try
        {
            await DoAsync(command, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException && !cancellation.IsCancellationRequested)
        {
            terminal.Line(error.Message);
        }
    }

    private async Task DoAsync(PromptCommand command, CancellationToken cancellation)
    {
        switch (command)
        {
            case OnLanClient { Command: var text }:
                Show(await client.RunAsync(text, cancellation, CommandLimit).ConfigureAwait(false));
                break;
            case AtProvider { Command: var text }:
                Show(await laboratory.Lab.Isp.RunAsync(text, cancellation, CommandLimit).ConfigureAwait(false));
                break;
            case OnHost { Command: var text }:
                Show(await (await HostAsync(cancellation).ConfigureAwait(false)).RunAsync(text, cancellation, CommandLimit).ConfigureAwait(false));
                break;
            case HostShell:
                await HostAsync(cancellation).ConfigureAwait(false);
                onHost = true;
                break;
            case Cable { Card: var card, Plugged: var plugged }:
                await gateway.Machine.SetLinkAsync(card, plugged, cancellation).ConfigureAwait(false);
                terminal.Line($"The {card} cable is {(plugged ? "in" : "out")}.");
                break;
            case Reset:
                host = null;
                await gateway.Machine.ResetAsync(cancellation).ConfigureAwait(false);
                break;
            case ShowHelp:
                terminal.Line(PromptCommand.Help);
                break;
            case Mistake { Message: var message }:
                terminal.Line(message);
                break;
        }
    }

    private async Task<GatewayHost> HostAsync(CancellationToken cancellation) => host ??= config is null
        ? await GatewayHost.ConnectAsync(client, laboratory.SshKey, cancellation).ConfigureAwait(false)
        : throw new InvalidOperationException($"logging in on the gateway's host: {config} does not name the laboratory's key; leave --config away to log in");

    private void Show(CommandResult result)
    {
        var text = (result.Output + result.Errors).TrimEnd('\n');
        if (text.Length > 0)
        {
            terminal.Line(text);
        }

        if (!result.Succeeded)
        {
            terminal.Line(result.TimedOut ? "(not ended in time)" : $"(exit {result.Exit})");
        }
    }
}
