using System.Text;

namespace Gateway.Agent.Cli;

/// <summary>Reads what must not be shown, from a terminal that does not echo or from a pipe.</summary>
internal static class HiddenLine
{
    /// <summary>A terminal's line; null when it has gone.</summary>
    public static async Task<string?> AskAsync(VerbContext context, string question, CancellationToken cancellation)
    {
        await context.Error.WriteAsync(question);
        var line = new List<byte>();
        var key = new byte[1];
        // A terminal that waits for a key cannot be interrupted, so the read is left behind.
        while (await context.Input.ReadAsync(key, cancellation).AsTask().WaitAsync(cancellation) > 0 && key[0] != '\n')
            line.Add(key[0]);
        await context.Error.WriteLineAsync();
        return key[0] == '\n' ? Encoding.UTF8.GetString([.. line]) : null;
    }

    /// <summary>All that comes, and of more than the limit so much that it is seen to be too much.</summary>
    public static async Task<byte[]> AllAsync(Stream input, int limit, CancellationToken cancellation)
    {
        var buffer = new byte[limit + 1];
        return buffer[..await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)];
    }
}
