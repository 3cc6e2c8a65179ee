using System.Collections.Immutable;
using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Debian;

/// <summary>
/// The machine's apt on a folder that stands for an empty Debian 13: it knows what the mirrors offer and which
/// packages would be installed, and installs nothing.
/// </summary>
public sealed class AptFolder(string folder, AptSettings settings, BuildLog log)
{
    /// <summary>What mmdebstrap's variant minbase begins with.</summary>
    private static readonly ImmutableArray<string> Base = [Minbase("?essential"), Minbase("?and(?priority(required),?not(?essential))")];

    private readonly string lists = Path.Combine(folder, "var", "lib", "apt", "lists");

    /// <summary>The index as the mirror has it now; when the mirror cannot be reached, as it was at the last build, said aloud.</summary>
    public async Task<PackageIndex> UpdateAsync(CancellationToken cancellation)
    {
        await WriteSettingsAsync(cancellation).ConfigureAwait(false);
        try
        {
            var update = Apt("update", "--error-on=any") with { Hint = "Check the machine's network and apt settings: 'apt-get update' must work." };
            await ProcessRunner.RunAsync(update, cancellation).ConfigureAwait(false);
        }
        catch (BuildException error) when (Releases().Length > 0)
        {
            log.Line($"The mirror cannot be asked for its package index; building with the one of {File.GetLastWriteTime(Releases()[0]):yyyy-MM-dd HH:mm}. {error.Message}");
        }

        return PackageIndex.Parse(await Task.WhenAll(Releases().Select(path => File.ReadAllTextAsync(path, cancellation))).ConfigureAwait(false));
    }

    /// <summary>What a root gets that is asked for these packages, <c>name</c> or <c>name=version</c>, with all that they depend on.</summary>
    public async Task<ImmutableArray<LockedPackage>> ResolveAsync(IEnumerable<string> wanted, string hint, CancellationToken cancellation)
    {
        var install = Apt(["install", "--print-uris", "-qq", .. Base, .. wanted]) with { Hint = hint };
        return PackageUris.Parse(await ProcessRunner.RunAsync(install, cancellation).ConfigureAwait(false));
    }

    private string[] Releases() => [.. Directory.EnumerateFiles(lists, "*_InRelease").Order(StringComparer.Ordinal)];

    private async Task WriteSettingsAsync(CancellationToken cancellation)
    {
        foreach (var needed in new[] { "etc/apt/apt.conf.d", "etc/apt/preferences.d", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial" })
        {
            Directory.CreateDirectory(Path.Combine(folder, needed));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "status"), "", cancellation).ConfigureAwait(false);
        await File.WriteAllLinesAsync(Path.Combine(folder, "etc", "apt", "sources.list"), settings.Sources, cancellation).ConfigureAwait(false);
        // In a file, not in arguments: a proxy's address may hold a password. The machine's own keys are the ones trusted.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "apt.conf"),
            $"""
            Dir "{folder}";
            Dir::State::Status "{folder}/status";
            Dir::Etc::Trusted "/etc/apt/trusted.gpg";
            Dir::Etc::TrustedParts "/etc/apt/trusted.gpg.d/";
            APT::Architecture "amd64";
            APT::Architectures "amd64";
            APT::Sandbox::User "root";
            Acquire::Languages "none";
            Acquire::ForceHash "SHA256";
            {settings.ToAptConf()}
            """,
            cancellation).ConfigureAwait(false);
    }

    private ToolCommand Apt(params ImmutableArray<string> arguments) =>
        new("apt-get", arguments) { Environment = ImmutableDictionary<string, string>.Empty.Add("APT_CONFIG", Path.Combine(folder, "apt.conf")) };

    private static string Minbase(string pattern) =>
        $"?narrow(?or(?archive(^{AptSettings.Release}$),?codename(^{AptSettings.Release}$)),?architecture(amd64),{pattern})";
}
