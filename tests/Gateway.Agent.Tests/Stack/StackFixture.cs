using Gateway.Agent.Authority;
using Gateway.Agent.BlockLists;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Hosting;
using Gateway.Agent.Links;
using Gateway.Agent.Names;
using Gateway.Agent.Probes;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Stack;
using Gateway.Agent.Units;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Stack;

/// <summary>The container's agent on a root of its own, with a fake systemd below and services that answer when their unit runs.</summary>
internal sealed class StackFixture : IDisposable
{
    /// <summary>A gateway with both links.</summary>
    public static StackDocument Document { get; } = new()
    {
        Generation = 3,
        Outside = new StackLink { Present = true },
        Inside = new StackSegment { Ula = "fd12:3456:789a::/64" },
    };

    private readonly TemporaryDirectory _directory = new();

    public StackFixture()
    {
        Directory.CreateDirectory(_directory.At("root"));
        Commands
            .Answer(static command => command.Program.StartsWith('/') ? new(0, "", "") : null)
            .Answer("ip -json address show", """[{"ifname":"br-inside","flags":["UP","LOWER_UP"],"addr_info":[{"local":"192.168.4.1","prefixlen":24,"scope":"global"}]}]""")
            .Answer("ip -json route show default", "[]")
            .Answer(Systemd.Run);
        Manifest = new FileManifest(_directory.At("manifest"));
        Trigger = new Trigger(Time, TimeSpan.Zero, TimeSpan.Zero);
        Turn = MakeTurn(Trigger);
        Reconciler = new StackReconciler(
            Documents,
            Turn,
            new ServiceWatch(MakeStates(), new ServiceProber(Prober, Time), Trigger, Time, NullLogger<ServiceWatch>.Instance),
            new ServedState(_directory.At("root/etc/gateway/served")),
            new InsideWatch(MakeNames(), new ForeignServers(Trigger, Time, NullLogger<ForeignServers>.Instance), new BlockListWatch(new BlockListStore(_directory.At("block-lists")))),
            Reports,
            new WholeGeneration(_directory.At("whole")),
            Threshold);
        Candidates = new CandidateReconciler(Reconciler, new CandidateReader(_directory.At("gateway/candidate.json")), Turn, Reports);
    }

    public FakeSystemd Systemd { get; } = new();
    public FakeCommandRunner Commands { get; } = new();
    public FakeProber Prober { get; } = new();
    public ManualTime Time { get; } = new();
    public Trigger Trigger { get; }
    public LogThreshold Threshold { get; } = new();
    public Latest<StackReport> Reports { get; } = new(new StackReport());
    public FileManifest Manifest { get; }
    public StackTurn Turn { get; }
    public StackReconciler Reconciler { get; }
    public CandidateReconciler Candidates { get; }
    public StackDocumentReader Documents => new(_directory.At("gateway/stack.json"));
    public StackReport Report => Reports.Value;

    public void Write(StackDocument document) => _directory.Write("gateway/stack.json", StackDocumentJson.ToText(document));

    public void WriteCandidate(StackDocument document) => _directory.Write("gateway/candidate.json", StackDocumentJson.ToText(document));

    public void WriteCandidate(string text) => _directory.Write("gateway/candidate.json", text);

    public void RemoveCandidate() => File.Delete(_directory.At("gateway/candidate.json"));

    public void WriteLease(string text)
    {
        _directory.Write("net/outside/ifindex", "7\n");
        _directory.Write("netif/leases/7", text);
    }

    /// <summary>As after a restart of the container: systemd has started units by itself, and nobody has noted with which files.</summary>
    public void Restart(params string[] started)
    {
        File.Delete(_directory.At("units.json"));
        Directory.CreateDirectory(_directory.At("units"));
        foreach (var unit in Systemd.Units)
            Systemd.Kill(unit, started.Contains(unit) ? "active" : "inactive");
        foreach (var unit in started)
            File.CreateSymbolicLink(_directory.At($"units/invocation:{unit}"), "1");
    }

    public string PathOf(string path) => _directory.At("root" + path);

    public Task ReconcileAsync() => Reconciler.ReconcileAsync(["test"], Test.Cancellation);

    public async Task<string> PlanAsync()
    {
        var document = await Documents.ReadAsync(Test.Cancellation);
        return (await Turn.PlanAsync(document!, Test.Cancellation)).Plan.ToText();
    }

    public void Dispose()
    {
        Commands.Dispose();
        _directory.Dispose();
    }

    private StackTurn MakeTurn(Trigger trigger)
    {
        var files = new FileApplier(new FileRoot(_directory.At("root")), Manifest, _directory.At("staging"), Accounts(), Commands);
        var applier = new PlanApplier(files, new UnitApplier(Commands, Loaded()), NullLogger<PlanApplier>.Instance);
        return new StackTurn(
            new LeaseObserver(_directory.At("netif"), _directory.At("net")),
            new NameKey(_directory.At("names.key")),
            new CertificateObserver(_directory.At("certificates")),
            new StateTurn(MakeStates(), Manifest, applier, new StartBackoff(Time, trigger)),
            new StackObserver(new LinkObserver(Commands), MakeUnitObserver(), new AuthorityReportFile("/nowhere")), NullLogger<StackTurn>.Instance);
    }

    /// <summary>Nobody starts it, so that it only takes note.</summary>
    private LeaseNames MakeNames() => new(
        new LeaseFile(_directory.At("leases.csv")),
        new NameZones(Commands, new NameKey(_directory.At("names.key"))),
        new ZoneRepair(Commands, NullLogger<ZoneRepair>.Instance, _directory.At("names")),
        new LeaseReport(_directory.At("leases.json"), Trigger, Time, NullLogger<LeaseReport>.Instance),
        Time,
        NullLogger<LeaseNames>.Instance);

    private StateObserver MakeStates() =>
        new(new FileObserver(new FileRoot(_directory.At("root")), Accounts()), MakeUnitObserver(), MakeInvocations());

    private UnitObserver MakeUnitObserver() => new(Commands, Loaded(), new UnitRestartCounts(Commands, MakeInvocations()));

    private Invocations MakeInvocations() => new(_directory.At("units"));

    private LoadedFiles Loaded() => new(_directory.At("units.json"));

    /// <summary>Every account is the one that runs the tests: it can own what it writes.</summary>
    private AccountNames Accounts()
    {
        var user = Files.LinuxFileAccess.User;
        var group = LinuxFile.Stat(_directory.Path)!.Gid;
        var names = new[] { "root", "_kea", "unbound", "proxy", "_chrony", "radvd" };
        // Groups of their own, which files have: only root can give them away.
        var own = Environment.IsPrivilegedProcess ? 1u : 0u;
        return new AccountNames(
            _directory.Write("passwd", string.Concat(names.Concat(["knot", "docker-registry"]).Select(name => $"{name}:x:{user}:\n"))),
            _directory.Write("group", string.Concat(names.Select(name => $"{name}:x:{group}:\n")) + $"knot:x:{group + own}:\ndocker-registry:x:{group + own + own}:\n"));
    }
}
