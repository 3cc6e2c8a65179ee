using Gateway.Agent.Commands;

namespace Gateway.Agent.Menu;

/// <summary>Lets a terminal pass keys on one by one, and puts it back. Flow control stays off: no key may stop what the agent writes there.</summary>
internal sealed class TerminalMode(ICommandRunner commands, string device)
{
    /// <exception cref="CommandException">It is no terminal.</exception>
    public Task KeysAsync(CancellationToken cancellation) => SetAsync(["-icanon", "-echo", "-ixon", "min", "1", "time", "0"], cancellation);

    /// <summary>As programs expect it.</summary>
    public Task LinesAsync(CancellationToken cancellation) => SetAsync(["icanon", "echo", "-ixon"], cancellation);

    private async Task SetAsync(string[] settings, CancellationToken cancellation) =>
        await commands.RunCheckedAsync(Command.Of("stty", ["-F", device, .. settings]), cancellation);
}
