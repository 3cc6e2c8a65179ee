using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;
using Gateway.Agent.Support;

namespace Gateway.Agent.Cli;

internal sealed class SupportVerb : IVerb
{
    private const string Folder = "/var/lib/gateway/support";
    private const string Beginning = "gateway-support-";
    private const int Kept = 3;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Name => "support";
    public string Summary => "put all that helps to find a fault into one archive, without secrets";

    public string Help => """
        usage: gateway support [FILE]

        Writes one tar.gz with the status, the history, the plan, the configurations, the
        files that follow from them, firewall rules, addresses, leases, versions and the
        ends of the journals, and prints its name. Secrets are masked: those that this
        device knows, and whatever has the form of one. Look into it before you give it
        away: names and addresses of your network are in it.

        Without FILE it goes to /var/lib/gateway/support, where the newest three are
        kept. With - it goes to standard output:

          ssh root@192.168.4.2 gateway support - > support.tar.gz

        Exit code: 1 when it could not be written.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, [], words: 1);
        try
        {
            if (options.Word(0) == Options.StandardInput)
            {
                await WriteAsync(context, context.Output, cancellation);
                return ExitCode.Ok;
            }

            var path = options.Word(0) ?? Path.Join(context.Root, Folder, $"{Beginning}{context.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.tar.gz");
            await WriteAsync(context, path, cancellation);
            if (options.Word(0) is null)
                Forget(Path.Join(context.Root, Folder), path);
            await context.Out.WriteLineAsync(path);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"gateway support: writing the archive failed: {e.Message}; write it elsewhere with `gateway support FILE`");
            return ExitCode.Failed;
        }
    }

    private static async Task WriteAsync(VerbContext context, string path, CancellationToken cancellation)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var temporary = path + ".new";
        try
        {
            File.Delete(temporary);
            await using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                await WriteAsync(context, file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static Task WriteAsync(VerbContext context, Stream output, CancellationToken cancellation) =>
        new SupportArchive(new DeviceSecrets(context.Root).Mask(), context.Time).WriteAsync(output, new SupportSources(context, context.Root).All(), cancellation);

    /// <summary>By their names, which are their times; the one that was just written stays whatever the clock said, and what was left half written goes.</summary>
    private static void Forget(string folder, string written)
    {
        foreach (var old in Directory.EnumerateFiles(folder, Beginning + "*").Where(path => path != written).OrderDescending(StringComparer.Ordinal).Skip(Kept - 1))
            File.Delete(old);
    }
}
