using System.Diagnostics;

namespace Gateway.Build.Steps;

/// <summary>What the person in front of the build sees: a title and a time for each step, a progress line on a terminal.</summary>
public sealed class BuildLog(TextWriter writer, bool isTerminal)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int progressWidth;

    public static BuildLog ForConsole() => new(Console.Out, !Console.IsOutputRedirected);

    public void Line(string text)
    {
        lock (gate)
        {
            ClearProgress();
            writer.WriteLine($"[{clock.Elapsed.TotalSeconds,6:F1} s] {text}");
            writer.Flush();
        }
    }

    public void Skipped(string step, string key) => Line($"{step}: unchanged ({key[..12]})");

    public IDisposable Step(string title)
    {
        Line($"{title} …");
        return new StepTimer(this, title);
    }

    /// <summary>Shows the newest line of a long command in place, on a terminal only.</summary>
    public void Progress(string step, string line)
    {
        if (!isTerminal)
        {
            return;
        }

        lock (gate)
        {
            var text = $"  {step}: {line}";
            text = text.Length > 110 ? text[..110] : text;
            writer.Write($"\r{text.PadRight(progressWidth)}");
            progressWidth = text.Length;
        }
    }

    private void ClearProgress()
    {
        if (progressWidth > 0)
        {
            writer.Write($"\r{new string(' ', progressWidth)}\r");
            progressWidth = 0;
        }
    }

    private sealed class StepTimer(BuildLog log, string title) : IDisposable
    {
        private readonly Stopwatch stopwatch = Stopwatch.StartNew();

        public void Dispose() => log.Line($"{title}: {stopwatch.Elapsed.TotalSeconds:F1} s");
    }
}
