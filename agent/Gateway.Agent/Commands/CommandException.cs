namespace Gateway.Agent.Commands;

/// <summary>A command could not be started, took too long or said that it failed.</summary>
public sealed class CommandException : Exception
{
    private CommandException(string message, Command command, CommandResult? result, Exception? inner = null)
        : base(message, inner)
    {
        Command = command;
        Result = result;
    }

    public Command Command { get; }

    /// <summary>Null when the command did not run to its end.</summary>
    public CommandResult? Result { get; }

    public static CommandException Failed(Command command, CommandResult result)
    {
        var said = LastLines(result.Error.Trim().Length > 0 ? result.Error : result.Output);
        var text = $"`{command.ToText()}` failed with exit code {result.ExitCode}";
        return new CommandException(said.Length == 0 ? text : $"{text}: {said}", command, result);
    }

    public static CommandException TimedOut(Command command) => new(
        $"`{command.ToText()}` did not end within {command.Timeout.TotalSeconds:0} s and was killed", command, null);

    public static CommandException NotStarted(Command command, Exception inner) => new(
        $"`{command.ToText()}` could not be started: {inner.Message}", command, null, inner);

    private static string LastLines(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', lines.TakeLast(CommandDefaults.ErrorLines));
    }
}
