using Gateway.Agent.Files;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Files;

/// <summary>A root of its own with an applier and an observer on it.</summary>
internal sealed class FileFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public FileFixture()
    {
        Manifest = new FileManifest(_directory.At("manifest"));
        Applier = new FileApplier(new FileRoot(Root), Manifest, _directory.At("staging"), Test.Accounts, Commands);
        Observer = new FileObserver(new FileRoot(Root), Test.Accounts);
        Directory.CreateDirectory(Root);
    }

    public string Root => _directory.At("root");
    public string Staging => _directory.At("staging");
    public FakeCommandRunner Commands { get; } = new();
    public FileManifest Manifest { get; }
    public FileApplier Applier { get; }
    public FileObserver Observer { get; }

    public ManagedFile File(string path, string content) => new(path, content)
    {
        Owner = Test.User,
        Group = Test.GroupOf(Root),
    };

    public string Read(string path) => System.IO.File.ReadAllText(Root + path);

    /// <summary>One turn with these files; returns the plan that was carried out.</summary>
    public async Task<Plan> ApplyAsync(params ManagedFile[] files)
    {
        var desired = new DesiredState { Files = [.. files] };
        var plan = await PlanAsync(desired);
        await Applier.CheckAsync(plan, Test.Cancellation);
        Applier.Switch(desired, plan);
        return plan;
    }

    public async Task<Plan> PlanAsync(DesiredState desired)
    {
        var former = Manifest.Read();
        var paths = desired.Files.Select(static file => file.Path).Union(former);
        var observed = new ObservedState { Files = await Observer.ObserveAsync(paths, Test.Cancellation) };
        return Differ.Compare(desired, observed, [.. former]);
    }

    public string Tree() => string.Join('\n', Directory
        .EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(path => path[Root.Length..])
        .Order(StringComparer.Ordinal));

    public void Dispose()
    {
        Commands.Dispose();
        _directory.Dispose();
    }
}
