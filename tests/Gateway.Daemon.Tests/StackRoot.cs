using System.Diagnostics;
using Gateway.Planning.Tests;

namespace Gateway.Daemon.Tests;

/// <summary>
/// A private copy of the container's root with overlays/stack laid over it, in which the daemons' own checkers run.
/// <c>GATEWAY_STACK_ROOT</c> names the root: the tar file that the build made, or a folder.
/// </summary>
public sealed class StackRoot : IDisposable
{
    public const string Variable = "GATEWAY_STACK_ROOT";

    private readonly string folder = Directory.CreateTempSubdirectory("gateway-stack-root-").FullName;
    private int stagedFiles;

    public StackRoot()
    {
        if (Source is not { Length: > 0 } source)
        {
            return;
        }

        Run(File.Exists(source) ? ["tar", "-C", folder, "--exclude=./dev/*", "-xf", source] : ["cp", "-aT", source, folder]);
        RemoveWhatIsNotShipped();
        Run("cp", "-RPT", ProjectRoot.PathOf("overlays", "stack"), folder);
        PrepareAsAtBoot();
    }

    private static string? Source => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Skips the test, with the reason, where no root was built.</summary>
    public static void Require() => Assert.SkipWhen(
        string.IsNullOrEmpty(Source),
        $"{Variable} is not set: it names the container's root (folder or tar) as ./build.sh --target=Test passes it");

    /// <summary>Puts a file beside where it would go, as the file applier does, and gives its path inside the root.</summary>
    public string Stage(string path, string content)
    {
        var inside = $"/tmp/staged-{stagedFiles++}/{Path.GetFileName(path)}";
        Directory.CreateDirectory(Path.GetDirectoryName(folder + inside)!);
        File.WriteAllText(folder + inside, content);
        return inside;
    }

    /// <summary>Puts a file in its own place.</summary>
    public void Place(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder + path)!);
        File.WriteAllText(folder + path, content);
    }

    /// <summary>The command line that runs a program in the root, in a network of its own.</summary>
    public string[] InRoot(params string[] command) =>
    [
        "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child",
        .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--map-root-user"],
        "sh", "-c", "ip link set lo up && mount --rbind /dev \"$0\"/dev && mount -t proc proc \"$0\"/proc && exec chroot \"$0\" \"$@\"",
        folder, .. command,
    ];

    /// <summary>The place outside of something in the root.</summary>
    public string PathOf(string path) => folder + path;

    public CommandResult Execute(params string[] command) => RunFreely(InRoot(command));

    public void Dispose() => Run("rm", "-rf", folder);

    private void RemoveWhatIsNotShipped()
    {
        var globs = File.ReadLines(ProjectRoot.PathOf("image", "stack", "remove.list"))
            .Where(static line => line.StartsWith('/'))
            .Select(glob => folder + glob);
        Run("sh", "-c", $"rm -rf -- {string.Join(' ', globs)}");
    }

    /// <summary>What systemd makes before a daemon or its checker runs: tmpfiles and runtime folders.</summary>
    private void PrepareAsAtBoot()
    {
        Directory.CreateDirectory(Path.Combine(folder, "run/kea"));
        File.SetUnixFileMode(Path.Combine(folder, "run/kea"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(folder, "run/lock/kea"));
        Directory.CreateDirectory(Path.Combine(folder, "var/lib/unbound/block-lists"));
        File.Copy(Path.Combine(folder, "usr/share/dns/root.key"), Path.Combine(folder, "var/lib/unbound/root.key"), overwrite: true);
        Directory.CreateDirectory(Path.Combine(folder, "dev"));
    }

    private static void Run(params string[] command)
    {
        var result = RunFreely(command);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"preparing the container's root: \"{string.Join(' ', command)}\" ended with {result.ExitCode}: {result.Output}");
        }
    }

    private static CommandResult RunFreely(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output);
    }
}
