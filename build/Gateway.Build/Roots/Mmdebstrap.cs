using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Processes;

namespace Gateway.Build.Roots;

/// <summary>The command that makes a root. Pure.</summary>
public static class Mmdebstrap
{
    /// <param name="packageReport">Where the list of installed packages is written, outside the root.</param>
    /// <param name="filters">A file of dpkg options that hold the path filters.</param>
    /// <param name="preferences">A file of apt preferences that pins the locked versions, or null.</param>
    public static ToolCommand Command(RootDefinition root, AptSettings apt, DateTimeOffset date, string tar, string packageReport, string filters, string? preferences)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("--variant=minbase", "--architectures=amd64", "--aptopt=Apt::Install-Recommends \"false\"");
        arguments.AddRange(apt.Options.Select(static option => $"--aptopt={option}"));
        arguments.Add($"--dpkgopt={filters}");
        arguments.Add($"--include={string.Join(',', root.Packages)}");
        if (preferences is not null)
        {
            arguments.Add($"--setup-hook=mkdir -p \"$1/etc/apt/preferences.d\" && cp '{preferences}' \"$1/etc/apt/preferences.d/gateway-lock\"");
            arguments.Add("--customize-hook=rm \"$1/etc/apt/preferences.d/gateway-lock\"");
        }

        arguments.Add($"--customize-hook=chroot \"$1\" dpkg-query --show --showformat='${{Package}}:${{Architecture}}=${{Version}}\\n' | xargs chroot \"$1\" apt-cache show > '{packageReport}'");
        if (root.Seed is { } seed)
        {
            arguments.Add($"--customize-hook=sync-in '{seed}' /");
        }

        if (root.Finish is { } finish)
        {
            arguments.Add($"--customize-hook=chroot \"$1\" sh -eu < '{finish}'");
        }

        arguments.AddRange(PackageIndexReader.Release, tar);
        arguments.AddRange(apt.Sources(PackageIndexReader.Release));
        return new ToolCommand("mmdebstrap", arguments.ToImmutable())
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("SOURCE_DATE_EPOCH", date.ToUnixTimeSeconds().ToString()),
            Hint = preferences is null
                ? "Check that 'apt-get update' works on this machine; mmdebstrap needs root or unprivileged user namespaces (package uidmap)."
                : "--locked builds exactly what image/packages.lock.json names; the mirror may no longer have a version. Build once without --locked to renew the lock.",
        };
    }

    /// <summary>The path filters as a file of dpkg options.</summary>
    public static string DpkgOptions(ImmutableArray<string> filters) => string.Concat(filters.Select(static line => Filter(line) + "\n"));

    private static string Filter(string line) =>
        line.Split(' ', 2) is [("exclude" or "include") and var kind, var glob]
            ? $"path-{kind}={glob}"
            : throw new BuildException($"A path filter must read 'exclude GLOB' or 'include GLOB': {line}");
}
