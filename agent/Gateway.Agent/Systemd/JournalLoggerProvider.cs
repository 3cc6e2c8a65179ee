using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Systemd;

/// <summary>Writes log messages as the journal takes them from a service's output: each line begins with its priority, <c>&lt;6&gt;</c>.</summary>
public sealed class JournalLoggerProvider(TextWriter output) : ILoggerProvider
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public ILogger CreateLogger(string categoryName) => new JournalLogger(_output);

    public void Dispose()
    {
    }

    private sealed class JournalLogger(TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            var text = exception is null ? message : $"{message}: {exception}";
            // One write: lines of several threads do not mix.
            output.Write(string.Concat(text.Split('\n').Select(line => $"<{Priority(logLevel)}>{line.TrimEnd('\r')}\n")));
        }

        private static int Priority(LogLevel level) => level switch
        {
            LogLevel.Critical => 2,
            LogLevel.Error => 3,
            LogLevel.Warning => 4,
            LogLevel.Information => 6,
            _ => 7,
        };
    }
}
