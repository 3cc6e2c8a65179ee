namespace Gateway.Lab.Guests;

/// <summary>What a command in a guest came to.</summary>
public sealed record CommandResult(string Command, int Exit, string Output, string Errors, bool TimedOut)
{
    /// <summary>The output without its last line break.</summary>
    public string Text => Output.TrimEnd('\n', '\r');

    public bool Succeeded => Exit == 0 && !TimedOut;

    /// <summary>This result, or an exception that says what the command wrote.</summary>
    public CommandResult Require() => Succeeded ? this : throw new InvalidOperationException(
        $"running '{Command}': {(TimedOut ? "it did not end in time" : $"it ended with {Exit}")}; it wrote:\n{Errors}{Output}");
}
