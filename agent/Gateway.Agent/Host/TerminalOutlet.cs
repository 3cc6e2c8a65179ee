using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>
/// Writes to one terminal from a thread of its own. A terminal that somebody stopped (Scroll Lock, Ctrl-S, a serial line that takes
/// nothing) keeps that thread, and nothing else, until it goes on; then it gets the newest page and the last lines.
/// </summary>
internal sealed partial class TerminalOutlet(string path, ILogger logger, bool wait = true)
{
    /// <summary>Lines that wait; older ones are dropped, since each says all that is true.</summary>
    private const int MostLines = 32;

    private readonly object _lock = new();
    private readonly Queue<string> _lines = new();
    private string? _page;
    private Thread? _thread;

    /// <summary>Lines are never left out for a page.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            if (_lines.Count == MostLines)
                _lines.Dequeue();
            _lines.Enqueue(line);
            Wake();
        }
    }

    /// <summary>Takes the place of a page that was not written yet.</summary>
    public void Show(string page)
    {
        lock (_lock)
        {
            _page = page;
            Wake();
        }
    }

    private void Wake()
    {
        if (_thread is null)
        {
            // It may never come back from the terminal, which must not keep the process.
            _thread = new Thread(Run) { IsBackground = true, Name = path };
            _thread.Start();
        }

        Monitor.Pulse(_lock);
    }

    private void Run()
    {
        while (true)
        {
            var text = Take();
            try
            {
                Terminal.Write(path, text, wait);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogWrite(logger, path, e.Message);
            }
        }
    }

    private string Take()
    {
        lock (_lock)
        {
            while (_lines.Count == 0 && _page is null)
                Monitor.Wait(_lock);
            if (_lines.TryDequeue(out var line))
                return line;
            var page = _page!;
            _page = null;
            return page;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "showing the status on {Path} failed: {Reason}, ignoring")]
    private static partial void LogWrite(ILogger logger, string path, string reason);
}
