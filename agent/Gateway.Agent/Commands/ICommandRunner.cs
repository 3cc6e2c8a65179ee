namespace Gateway.Agent.Commands;

/// <summary>Runs programs. The one way by which the agent starts a process.</summary>
public interface ICommandRunner
{
    /// <summary>Runs to the end and returns whatever the exit code is.</summary>
    /// <exception cref="CommandException">The program cannot be started or took longer than its timeout.</exception>
    Task<CommandResult> RunAsync(Command command, CancellationToken cancellation);

    /// <summary>Yields each line of standard output as it comes; ends when the program ends with 0.</summary>
    /// <exception cref="CommandException">The program cannot be started or ended with another exit code.</exception>
    IAsyncEnumerable<string> StreamAsync(Command command, CancellationToken cancellation);
}

public static class CommandRunnerExtensions
{
    /// <summary>Runs to the end and returns standard output.</summary>
    /// <exception cref="CommandException">Also when the exit code is not 0.</exception>
    public static async Task<string> RunCheckedAsync(this ICommandRunner runner, Command command, CancellationToken cancellation)
    {
        var result = await runner.RunAsync(command, cancellation);
        return result.ExitCode == 0 ? result.Output : throw CommandException.Failed(command, result);
    }
}
