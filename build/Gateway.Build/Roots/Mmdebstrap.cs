using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Processes;

namespace Gateway.Build.Roots;

/// <summary>The command that makes a root. Pure.</summary>
/// <remarks>
/// Files go in and out by mmdebstrap's own hooks alone: in a user namespace, its shell cannot read the home of the
/// person who builds.
/// </remarks>
public static class Mmdebstrap
{
    /// <summary>Names in the folder that the command works with: what it reads, and last what it writes beside the archive.</summary>
    public const string AptConf = "apt.conf", Filters = "dpkg.cfg", Preferences = "preferences", Seed = "seed.tar", Status = "status";

    /// <summary>What only the making of a root needs: a root must not tell where it was made.</summary>
    private const string Traces = "etc/hostname etc/resolv.conf etc/apt/sources.list etc/apt/apt.conf.d/99gateway etc/apt/preferences.d/gateway etc/dpkg/dpkg.cfg.d/99mmdebstrap";

    public static ToolCommand Command(RootDefinition root, LockedRoot resolved, ImmutableArray<string> sources, string folder, string archive)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("--variant=minbase", "--architectures=amd64", $"--include={string.Join(',', resolved.Packages.Select(static package => package.Name))}");
        arguments.Add(Upload("setup", AptConf, "/etc/apt/apt.conf.d/99gateway"));
        // Under this name, since mmdebstrap filters the first packages, which it unpacks itself, by what it finds there.
        arguments.Add(Upload("setup", Filters, "/etc/dpkg/dpkg.cfg.d/99mmdebstrap"));
        arguments.Add(Upload("setup", Preferences, "/etc/apt/preferences.d/gateway"));
        if (root.Seed is not null)
        {
            arguments.Add($"--customize-hook=tar-in '{Path.Combine(folder, Seed)}' /");
        }

        if (root.Finish is { } finish)
        {
            arguments.Add(Upload("customize", finish, "/tmp/finish.sh"));
            arguments.Add("--customize-hook=chroot \"$1\" sh -eu /tmp/finish.sh && rm \"$1/tmp/finish.sh\"");
        }

        arguments.Add($"--customize-hook=download /var/lib/dpkg/status '{Path.Combine(folder, Status)}'");
        arguments.Add($"--customize-hook=cd \"$1\" && rm -f {Traces}");
        arguments.AddRange(AptSettings.Release, archive);
        arguments.AddRange(sources);
        return new ToolCommand("mmdebstrap", arguments.ToImmutable())
        {
            // The kernel's package makes no initrd: finish.sh makes it, when all that goes into it is there.
            Environment = ImmutableDictionary<string, string>.Empty
                .Add("SOURCE_DATE_EPOCH", resolved.Date.ToUnixTimeSeconds().ToString())
                .Add("INITRD", "No"),
            Hint = "Check that 'apt-get update' works on this machine; mmdebstrap needs root or unprivileged user namespaces (package uidmap).",
        };

        string Upload(string hook, string file, string target) => $"--{hook}-hook=upload '{Path.Combine(folder, file)}' {target}";
    }

    /// <summary>The path filters as a file of dpkg options.</summary>
    public static string DpkgOptions(ImmutableArray<string> filters) => string.Concat(filters.Select(static line => Filter(line) + "\n"));

    private static string Filter(string line) =>
        line.Split(' ', 2) is [("exclude" or "include") and var kind, var glob]
            ? $"path-{kind}={glob}"
            : throw new BuildException($"A path filter must read 'exclude GLOB' or 'include GLOB': {line}");
}
