namespace Gateway.Agent.Menu;

/// <summary>Shows a text on a screen of 80 columns and 24 rows, a part at a time.</summary>
internal sealed class Pager(Keyboard keyboard, TextWriter output)
{
    private const int Columns = 80;
    private const int Rows = 22;

    public async Task ShowAsync(string text, CancellationToken cancellation)
    {
        var used = 0;
        foreach (var line in text.TrimEnd('\n').Split('\n').Select(Plain))
        {
            var rows = Math.Max(1, (line.Length + Columns - 1) / Columns);
            if (used > 0 && used + rows > Rows)
            {
                if (!await GoesOnAsync("-- more: any key, q to stop --", cancellation))
                    return;
                used = 0;
            }

            await output.WriteLineAsync(line);
            used += rows;
        }

        await GoesOnAsync("-- any key --", cancellation);
    }

    private async Task<bool> GoesOnAsync(string question, CancellationToken cancellation)
    {
        await output.WriteAsync(question);
        var key = await keyboard.ReadAsync(cancellation);
        await output.WriteLineAsync();
        return key is not ('q' or Keyboard.Escape);
    }

    /// <summary>Nothing in a log may steer the terminal.</summary>
    private static string Plain(string line) => string.Concat(line.TrimEnd('\r').Select(static c => c == '\t' ? ' ' : char.IsControl(c) ? '?' : c));
}
