using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Generations;
using Gateway.Agent.Host;
using Gateway.Agent.Secrets;
using Gateway.Agent.Systemd;
using Gateway.Planning.Generations;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Generations;

/// <summary>A boot partition, what is remembered, and daemons that refuse when the test says so.</summary>
internal sealed class ConfigurationFixture : IDisposable
{
    public const string First = "schema = 1\n[outside]\nnic = \"mac:52:54:00:00:00:01\"\n[inside]\nnic = \"mac:52:54:00:00:00:02\"\n";
    public const string Second = First + "[proxy]\nenabled = false\n";

    private readonly TemporaryDirectory _directory = new();

    public ConfigurationFixture()
    {
        Directory.CreateDirectory(_directory.At("boot"));
        Mounts = _directory.Write("mounts", $"/dev/vda1 {_directory.At("boot")} vfat ro 0 0\n");
        _directory.Write("uptime", "100.00 1.00\n");
        _directory.Write("boot_id", "boot-1\n");
        Store = new GenerationStore(_directory.At("generations"));
        File = new OperatorFile(_directory.At("boot"), Mounts, _directory.At("check.log"));
        Moments = new MomentSource(new KernelClock(_directory.At("uptime")), Time, _directory.At("boot_id"));
        Partition = new BootPartition(Commands, _directory.At("boot"));
        Secrets = new SecretStore(_directory.At("secrets"));
        Admission = new Admission(Store, Moments, (_, _, _) =>
        {
            Checked?.Invoke();
            return Refusal is null ? Task.CompletedTask : throw Refusal;
        }, Partition, Secrets);
        Directory.CreateDirectory(_directory.At("stick"));
        Stick = new StickConfiguration(
            new StickVolume(Commands, _directory.At("device"), _directory.At("stick")), Store, Admission, new KernelClock(_directory.At("uptime")), _directory.At("considered"));
        Source = new ConfigurationSource(File, Store, Moments, Admission, Stick, Secrets);
    }

    public ManualTime Time { get; } = new();
    public FakeCommandRunner Commands { get; } = new FakeCommandRunner()
        .Answer(static command => command.Program is "mount" or "umount" ? new CommandResult(0, "", "") : null);

    public string Mounts { get; }
    public GenerationStore Store { get; }
    public OperatorFile File { get; }
    public MomentSource Moments { get; }
    public BootPartition Partition { get; }
    public SecretStore Secrets { get; }
    public Admission Admission { get; }
    public ConfigurationSource Source { get; }
    public StickConfiguration Stick { get; }

    /// <summary>What happens while a candidate is checked.</summary>
    public Action? Checked { get; set; }

    /// <summary>What the check of a candidate throws; null: every daemon accepts.</summary>
    public Exception? Refusal { get; set; }

    public string BootFile(string name = "gateway.toml") => _directory.At($"boot/{name}");

    public string SecretFile(string name) => _directory.At($"secrets/{name}");

    public void Write(string text, string name = "gateway.toml") => _directory.Write($"boot/{name}", text);

    /// <summary>A folder in the way of the temporary file fails as a full disk does, for root too.</summary>
    public void SpoilStore() => Directory.CreateDirectory(_directory.At("generations/.generations.json.gateway-new/x"));

    /// <summary>The same in the place of what is remembered until the next boot.</summary>
    public void SpoilRun() => Directory.CreateDirectory(_directory.At("considered"));

    /// <summary>Seconds since the boot.</summary>
    public void Since(int seconds) => _directory.Write("uptime", $"{seconds}.00 1.00\n");

    /// <summary>Plugs a stick in that holds this text.</summary>
    public void PlugStick(string text, string name = "gateway.toml")
    {
        _directory.Write($"stick/{name}", text);
        _directory.Write("device", "");
    }

    public string? StickReport => System.IO.File.Exists(_directory.At("stick/gateway-report.txt")) ? System.IO.File.ReadAllText(_directory.At("stick/gateway-report.txt")) : null;

    public string StickFolder => _directory.At("stick");

    /// <summary>The next boot: what /run held is gone.</summary>
    public void Boot(double uptime = 100)
    {
        System.IO.File.Delete(_directory.At("considered"));
        _directory.Write("uptime", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{uptime:0.00} 1.00\n"));
    }

    public void WriteCheckLog() => _directory.Write("check.log", "Dirty bit is set.\n");

    public Task<ConsideredConfiguration> ConsiderAsync() => Source.ConsiderAsync(Test.Cancellation);

    /// <summary>The box runs <see cref="First"/>, which is healthy.</summary>
    public async Task WorkAsync()
    {
        Write(First);
        await ConsiderAsync();
        Store.Update(GenerationChanges.Healthy);
    }

    public Task<AdmissionResult> AdmitAsync(string text, GenerationOrigin origin, TimeSpan? confirm = null) =>
        Admission.AdmitAsync(new Candidate("gateway.toml", Encoding.UTF8.GetBytes(text), origin, confirm), Test.Cancellation);

    public void Dispose()
    {
        Stick.Dispose();
        Partition.Dispose();
        Commands.Dispose();
        _directory.Dispose();
    }
}
