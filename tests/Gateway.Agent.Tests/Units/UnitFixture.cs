using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Units;

/// <summary>Units on a fake systemd.</summary>
internal sealed class UnitFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public UnitFixture()
    {
        Loaded = new LoadedFiles(_directory.At("units.json"));
        Commands.Answer(Systemd.Run);
        Applier = new UnitApplier(Commands, Loaded);
        Observer = new UnitObserver(Commands, Loaded, new UnitRestartCounts(Commands, new Invocations(_directory.At("units"))));
    }

    public FakeSystemd Systemd { get; } = new();
    public FakeCommandRunner Commands { get; } = new();
    public LoadedFiles Loaded { get; }
    public UnitApplier Applier { get; }
    public UnitObserver Observer { get; }

    /// <summary>What systemd leaves for a unit that was started.</summary>
    public void Invoke(string unit, string invocation)
    {
        Directory.CreateDirectory(_directory.At("units"));
        File.Delete(_directory.At($"units/invocation:{unit}"));
        File.CreateSymbolicLink(_directory.At($"units/invocation:{unit}"), invocation);
    }

    public static DesiredState Desired { get; } = new()
    {
        Files = [new ManagedFile("/etc/kea.conf", "kea"), new ManagedFile("/etc/firewall.nft", "rules")],
        Units =
        [
            new ManagedUnit("kea.service", UnitGoal.Running) { ReloadOn = ["/etc/kea.conf"] },
            new ManagedUnit("unbound.service", UnitGoal.Running),
            new ManagedUnit("systemd-networkd.service", UnitGoal.Running) { Phase = UnitPhase.Network },
            new ManagedUnit("firewall.service", UnitGoal.Running) { Phase = UnitPhase.Firewall, ReloadOn = ["/etc/firewall.nft"] },
            new ManagedUnit("forwarding.service", UnitGoal.Stopped) { Phase = UnitPhase.Forwarding },
        ],
    };

    public void Dispose()
    {
        Commands.Dispose();
        _directory.Dispose();
    }
}
