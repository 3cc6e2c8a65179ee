namespace Gateway.Agent.Cli;

/// <summary>Reads the file that the operator named, or standard input.</summary>
internal static class InputFile
{
    /// <summary>Null when it cannot be read; then the reason was said.</summary>
    public static async Task<byte[]?> ReadAsync(VerbContext context, string verb, string path, CancellationToken cancellation)
    {
        try
        {
            return path == Options.StandardInput ? await ReadAsync(context.Input, cancellation) : await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"gateway {verb}: {path} cannot be read: {e.Message}");
            return null;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream input, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}
