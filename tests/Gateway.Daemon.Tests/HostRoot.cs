using System.Diagnostics;
using Gateway.Planning.Desired;

namespace Gateway.Daemon.Tests;

/// <summary>The host's root, as the build unpacked it, in which the daemons' own checkers run. <c>GATEWAY_HOST_ROOT</c> names the folder; nothing in it is changed.</summary>
internal static class HostRoot
{
    private const string Variable = "GATEWAY_HOST_ROOT";
    private const string Staged = "/run/staged";

    /// <summary>What is written stands in the memory of this command alone.</summary>
    private const string Enter =
        "for folder in run tmp; do mount -t tmpfs none \"$0\"/$folder; done && mount --rbind /dev \"$0\"/dev && mount -t proc proc \"$0\"/proc && cat > \"$0\"" + Staged
        + " && exec chroot \"$0\" \"$@\"";

    private static string? Folder => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Skips the test, with the reason, where no root was built.</summary>
    public static void Require() => Assert.SkipWhen(
        string.IsNullOrEmpty(Folder), $"{Variable} is not set: it names the host's root as ./build.sh --target=Test passes it");

    /// <summary>Runs the check of a file, as production does, on this content.</summary>
    public static CommandResult Check(ManagedFile file, string content)
    {
        string[] command =
        [
            "--net", "--mount", "--pid", "--fork", "--kill-child", .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--map-root-user"],
            "sh", "-c", Enter, Folder!, file.Check!.Program, .. file.Check.Arguments.Select(static argument => argument.Replace("{file}", Staged)),
        ];
        using var process = Process.Start(new ProcessStartInfo("unshare", command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(content);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output);
    }
}
