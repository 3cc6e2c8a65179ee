using System.Diagnostics;

namespace Gateway.Build.Steps;

/// <summary>What the person in front of the build sees: a title and a time for each step, a progress line on a terminal.</summary>
/// <param name="progressWidth">Columns of the progress line; 0: none is shown.</param>
public sealed class BuildLog(TextWriter writer, int progressWidth)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private bool progressShown;

    /// <summary>A pipe or a file gets no progress line; a terminal one that leaves its last column free.</summary>
    public static BuildLog ForConsole() => new(Console.Out, Console.IsOutputRedirected ? 0 : Console.WindowWidth - 1);

    public void Line(string text)
    {
        lock (gate)
        {
            ClearProgress();
            writer.WriteLine($"[{clock.Elapsed.TotalSeconds,6:F1} s] {text}");
            writer.Flush();
        }
    }

    /// <summary>Runs a step between its title and its time. What it fails with is told under its title.</summary>
    public async Task StepAsync(string title, Func<Task> step)
    {
        Line($"{title} …");
        var stopwatch = Stopwatch.StartNew();
        var outcome = "failed after ";
        try
        {
            await step().ConfigureAwait(false);
            outcome = "";
        }
        catch (BuildException error)
        {
            throw new BuildException($"{title}: {error.Message}", error);
        }
        catch (OperationCanceledException)
        {
            outcome = "stopped after ";
            throw;
        }
        finally
        {
            Line($"{title}: {outcome}{stopwatch.Elapsed.TotalSeconds:F1} s");
        }
    }

    /// <summary>Shows the newest line of a long command in place, on a terminal only.</summary>
    public void Progress(string step, string line)
    {
        lock (gate)
        {
            var text = $"  {step}: {line.Trim()}";
            if (progressWidth > 0)
            {
                ClearProgress();
                writer.Write(text.Length > progressWidth ? text[..progressWidth] : text);
                writer.Flush();
                progressShown = true;
            }
        }
    }

    private void ClearProgress()
    {
        if (progressShown)
        {
            writer.Write("\r\e[K");
            progressShown = false;
        }
    }
}
