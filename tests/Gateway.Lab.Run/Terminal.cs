using Gateway.Lab.Machines;

namespace Gateway.Lab.Run;

/// <summary>The terminal: the gateway's console and the prompt share it line by line.</summary>
public sealed class Terminal(TextWriter writer, bool isTerminal)
{
    private readonly Lock gate = new();
    private string prompt = "";

    public void Line(string text)
    {
        lock (gate)
        {
            writer.Write(prompt.Length > 0 && isTerminal ? "\r\u001b[K" : "");
            writer.WriteLine(text);
            writer.Write(prompt);
            writer.Flush();
        }
    }

    /// <summary>Shows a prompt, which stays below all further lines until it is answered.</summary>
    public void Ask(string text)
    {
        lock (gate)
        {
            prompt = isTerminal ? text : "";
            writer.Write(prompt);
            writer.Flush();
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            prompt = "";
        }
    }

    /// <summary>Shows a machine's console as it comes, to its end.</summary>
    public async Task FollowAsync(LineLog log, CancellationToken cancellation)
    {
        try
        {
            for (var next = 0; ; next++)
            {
                var line = await log.WaitForAsync(static line => line, "a line", Timeout.InfiniteTimeSpan, cancellation, next).ConfigureAwait(false);
                if (ConsoleLine.ToShown(line) is { } shown)
                {
                    Line(shown);
                }
            }
        }
        catch (InvalidOperationException)
        {
            Line("The gateway is off.");
        }
    }
}
