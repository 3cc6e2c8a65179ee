using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Cards;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Files;
using Gateway.Agent.Host;

namespace Gateway.Agent.Support;

/// <summary>Everything that whoever helps wants to see, in the order in which it is read; the most telling first.</summary>
/// <param name="root">The host's root; another one in tests.</param>
internal sealed class SupportSources(VerbContext context, string root)
{
    /// <summary>Of rendered files; the container writes the list of its own.</summary>
    private const int MostListed = 1000;

    private const string JournalLines = "--lines=10000";

    private static readonly ImmutableArray<IVerb> Verbs = [new StatusVerb(), new HistoryVerb(), new NicsVerb(), new PlanVerb(), new VersionVerb(), new DiffVerb()];
    private static readonly bool[] Forms = [false, true];

    /// <summary>What ip(8) shows, of IPv4 and IPv6.</summary>
    private static readonly ImmutableArray<(string Name, ImmutableArray<string> Words)> Tables =
        [("addresses", ["address", "show"]), ("routes", ["route", "show", "table", "all"]), ("neighbours", ["neighbour", "show"])];

    private readonly ContainerFolders _container = new(root);

    private ICommandRunner Commands => context.Commands;

    public IEnumerable<SupportSource> All() => [.. OfAgent(), .. OfHost(), .. OfConfiguration(), .. OfContainer(), .. Logs(), .. Rendered()];

    /// <summary>What the operator's own verbs say.</summary>
    private IEnumerable<SupportSource> OfAgent() =>
        from verb in Verbs
        from isJson in Forms
        select new SupportSource($"agent/{verb.Name}.{(isJson ? "json" : "txt")}", async cancellation =>
        {
            using var said = new StringWriter();
            await verb.RunAsync(context with { Out = said, Error = said }, isJson ? ["--json"] : [], cancellation);
            return said.ToString();
        });

    private IEnumerable<SupportSource> OfHost() =>
    [
        Run("host/kernel-version.txt", "uname", "-a"),
        Run("host/systemd-version.txt", "systemctl", "--version"),
        Run("host/lxd-version.txt", "lxd", "--version"),
        Run("host/units.txt", "systemctl", "list-units", "--all", "--no-pager", "--plain"),
        Run("host/processes.txt", "ps", "-eo", "pid,ppid,user,stat,rss,etime,comm"),
        Run("host/disks.txt", "df", "-h"),
        Run("host/partitions.txt", "lsblk", "--output", "NAME,SIZE,TYPE,FSTYPE,LABEL,MOUNTPOINTS"),
        Run("host/nftables.txt", "nft", "list", "ruleset"),
        .. Network("host"),
        Copy("host/memory.txt", "/proc/meminfo"),
        Copy("host/command-line.txt", HostPaths.KernelCommandLine),
        Copy("host/mounts.txt", HostPaths.Mounts),
        Copy("host/release.txt", "/usr/lib/gateway/release"),
        Copy("host/stack.json", HostPaths.Document),
        Copy("host/generations.json", HostPaths.Generations + "/generations.json"),
    ];

    private IEnumerable<SupportSource> OfConfiguration() =>
        Files(HostPaths.Boot, "gateway.toml*").Select(static path => SupportSource.Of($"boot/{Path.GetFileName(path)}", path))
            .Concat(Files(HostPaths.Boot + "/status", "*").Select(static path => SupportSource.Of($"boot/status/{Path.GetFileName(path)}", path)))
            .Concat(Files(HostPaths.Generations, "*.toml").Select(static path => SupportSource.Of($"generations/{Path.GetFileName(path)}", path)));

    /// <summary>The host's own programs in the container's network; nothing of the container is run.</summary>
    private IEnumerable<SupportSource> OfContainer()
    {
        if (_container.OfVolume("leases", "kea-leases4.csv") is { } leases)
            yield return SupportSource.Of("container/leases4.csv", leases);
        if (new ContainerProcess(Path.Join(root, HostPaths.ControlGroups)).Find() is not { } process)
            yield break;
        var target = process.ToString(CultureInfo.InvariantCulture);
        yield return Run("container/nftables.txt", "nsenter", "--target", target, "--net", "nft", "list", "ruleset");
        foreach (var source in Network("container", "nsenter", "--target", target, "--net"))
            yield return source;
    }

    private IEnumerable<SupportSource> Network(string place, params string[] before) => Tables.Select(table =>
    {
        string[] words = [.. before, "ip", .. table.Words];
        return Run($"{place}/{table.Name}.txt", words[0], words[1..]);
    });

    private IEnumerable<SupportSource> Logs()
    {
        yield return Run("logs/kernel.txt", "journalctl", "--no-pager", "--quiet", "--dmesg", JournalLines, "--output=short-monotonic");
        yield return Run("logs/host.txt", "journalctl", "--no-pager", "--quiet", JournalLines, "--output=short-precise");
        if (context.Journals.HasContainer)
            yield return Run("logs/container.txt", "journalctl", "--no-pager", "--quiet", JournalLines, "--output=short-precise", $"--directory={context.Journals.ContainerDirectory}");
    }

    /// <summary>The files that the two agents wrote, by their own lists.</summary>
    private IEnumerable<SupportSource> Rendered() =>
    [
        .. Listed(Path.Join(root, HostPaths.Manifest)).Select(path => SupportSource.Of($"rendered/host{path}", Path.Join(root, path))),
        .. from path in Listed(_container.OfVolume("state", "manifest"))
           let file = _container.File(path)
           where file is not null
           select SupportSource.Of($"rendered/container{path}", file),
    ];

    private SupportSource Run(string name, string program, params string[] arguments) => SupportSource.Of(name, Commands, program, arguments);

    private SupportSource Copy(string name, string path) => SupportSource.Of(name, Path.Join(root, path));

    /// <summary>None where the folder cannot be read: the rest is all the more wanted then.</summary>
    private ImmutableArray<string> Files(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Join(root, folder), pattern).Order(StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static ImmutableArray<string> Listed(string? manifest)
    {
        if (manifest is null)
            return [];
        try
        {
            using var reader = new StreamReader(LinuxFile.OpenPlain(manifest));
            return [.. reader.ReadToEnd().Split('\n').Where(static line => line.StartsWith('/')).Take(MostListed).Order(StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
