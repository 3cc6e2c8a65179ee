using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Files;

namespace Gateway.Agent.Support;

/// <summary>One file of the archive and where its text comes from.</summary>
/// <param name="Name">In the archive.</param>
/// <param name="Read">The text; it may fail, which then stands in the file.</param>
internal sealed record SupportSource(string Name, Func<CancellationToken, Task<string>> Read)
{
    /// <summary>What a command says, also on standard error.</summary>
    public static SupportSource Of(string name, ICommandRunner commands, string program, params string[] arguments) => new(name, async cancellation =>
    {
        var result = await commands.RunAsync(Command.Of(program, arguments), cancellation);
        return result.ExitCode == 0 && result.Error.Length == 0
            ? result.Output
            : $"{result.Output}\n[{Command.Of(program, arguments).ToText()} ended with {result.ExitCode}]\n{result.Error}";
    });

    public static SupportSource Of(string name, string path) => new(name, cancellation => ReadEndAsync(path, cancellation));

    /// <summary>The end of a file: what is longer is a log.</summary>
    private static async Task<string> ReadEndAsync(string path, CancellationToken cancellation)
    {
        await using var file = LinuxFile.OpenPlain(path);
        if (file.CanSeek && file.Length > SupportArchive.LargestEntry)
            file.Seek(-SupportArchive.LargestEntry, SeekOrigin.End);
        var buffer = new byte[SupportArchive.LargestEntry];
        var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
