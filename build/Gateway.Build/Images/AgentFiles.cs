using Gateway.Build.Tar;

namespace Gateway.Build.Images;

/// <summary>Where the agent lies in both roots.</summary>
public static class AgentFiles
{
    public const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static AddedLink Command { get; } = new("usr/bin/gateway", "../lib/gateway/gateway-agent");

    public static AddedFile Binary(string agent) => new("usr/lib/gateway/gateway-agent", agent, Executable);

    public static async Task<AddedFile> ReleaseAsync(string folder, string release, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "release");
        await File.WriteAllTextAsync(file, release + "\n", cancellation).ConfigureAwait(false);
        return new AddedFile("usr/lib/gateway/release", file, Readable);
    }
}
