using System.Runtime.CompilerServices;
using Gateway.Agent.Commands;

namespace Gateway.Testing;

/// <summary>Answers commands as a test tells it. Dispose fails the test when a command came that nobody expected.</summary>
public sealed class FakeCommandRunner : ICommandRunner, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Func<Command, CommandResult?>> _answers = [];
    private readonly List<string> _log = [];
    private readonly List<string> _unexpected = [];

    /// <summary>Every command that came, as an operator would type it.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>A command, as text, and what it answers from now on.</summary>
    public FakeCommandRunner Answer(string command, string output = "", int exitCode = 0, string error = "") =>
        Answer(asked => asked.ToText() == command ? new CommandResult(exitCode, output, error) : null);

    /// <summary>The newest answer that is not null counts.</summary>
    public FakeCommandRunner Answer(Func<Command, CommandResult?> answer)
    {
        lock (_lock)
            _answers.Insert(0, answer);
        return this;
    }

    public void ForgetLog()
    {
        lock (_lock)
            _log.Clear();
    }

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _log.Add(command.ToText());
            var result = _answers.Select(answer => answer(command)).FirstOrDefault(static answer => answer is not null);
            if (result is not null)
                return Task.FromResult(result);
            _unexpected.Add(command.ToText());
            throw new InvalidOperationException($"the test expects no command `{command.ToText()}`");
        }
    }

    public async IAsyncEnumerable<string> StreamAsync(Command command, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var result = await RunAsync(command, cancellation);
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return line;
        if (result.ExitCode != 0)
            throw CommandException.Failed(command, result);
    }

    public void Dispose()
    {
        if (_unexpected.Count > 0)
            throw new InvalidOperationException($"unexpected commands:\n{string.Join('\n', _unexpected)}");
    }
}
