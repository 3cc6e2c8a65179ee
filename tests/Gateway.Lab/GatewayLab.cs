using System.Collections.Immutable;
using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Lab.Machines;
using Gateway.Lab.Wires;

namespace Gateway.Lab;

/// <summary>The laboratory of one test run: two wires, the laboratory machine on both, and gateways put between them.</summary>
public sealed class GatewayLab : IAsyncDisposable
{
    public const string OutsideMac = "52:54:00:1a:b1:01";
    public const string InsideMac = "52:54:00:1a:b1:02";
    private readonly LabArtifacts artifacts;
    private readonly string folder;
    private readonly string accelerator;
    private int machines;

    private GatewayLab(LabArtifacts artifacts, string folder, string accelerator)
    {
        (this.artifacts, this.folder, this.accelerator) = (artifacts, folder, accelerator);
        Outside = new Wire("outside", folder);
        Inside = new Wire("inside", folder);
    }

    public Wire Outside { get; }
    public Wire Inside { get; }
    public LabMachine Lab { get; private set; } = null!;
    public SshKey SshKey { get; } = SshKey.Create();

    /// <summary>Boots the laboratory with the network that most tests want.</summary>
    public static async Task<GatewayLab> StartAsync(LabArtifacts artifacts, CancellationToken cancellation)
    {
        // Unix socket paths hold 107 characters at most, so the folder is a short one.
        var folder = Directory.CreateTempSubdirectory("gwlab-").FullName;
        var accelerator = await Accelerator.FindAsync(artifacts.Kernel, cancellation).ConfigureAwait(false);
        var lab = new GatewayLab(artifacts, folder, accelerator);
        try
        {
            var config = LabMachine.Config(artifacts.Kernel, artifacts.Initrd, lab.Outside, lab.Inside);
            lab.Lab = await LabMachine.StartAsync(config, accelerator, Path.Combine(folder, "lab"), cancellation).ConfigureAwait(false);
            await lab.Lab.BuildInternetAsync(cancellation).ConfigureAwait(false);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The operator's file that pins both cards by their MACs.</summary>
    public GatewayToml Toml => new()
    {
        OutsideCard = $"mac:{OutsideMac}",
        InsideCard = $"mac:{InsideMac}",
        SshPublicKey = SshKey.Public,
        TrustAnchor = Lab.Key.TrustAnchor,
    };

    public NetworkCard OutsideCard => new("outside", OutsideMac, 1, Outside.Port("gateway").Path);
    public NetworkCard InsideCard => new("inside", InsideMac, 2, Inside.Port("gateway").Path);

    /// <summary>A fresh device: the image, or another one, on a disk of this size, with an operator's file on it.</summary>
    public async Task<GatewaySetup> NewDeviceAsync(string name, string diskSize, string toml, CancellationToken cancellation, string? image = null)
    {
        var disk = await GatewayDisk.CreateAsync(image ?? artifacts.Image, Path.Combine(folder, name), diskSize, cancellation).ConfigureAwait(false);
        await disk.WriteBootFileAsync("gateway.toml", toml, cancellation).ConfigureAwait(false);
        return new GatewaySetup(name, disk) { Cards = [OutsideCard, InsideCard] };
    }

    /// <summary>Switches a device on; its logs go into a folder of its own for each boot.</summary>
    public Task<GatewayMachine> BootAsync(GatewaySetup setup, CancellationToken cancellation) =>
        GatewayMachine.StartAsync(setup, accelerator, Path.Combine(folder, $"{setup.Name}-{Interlocked.Increment(ref machines)}"), cancellation);

    /// <summary>Keeps serial logs and captures under the run's log folder; call it when something failed.</summary>
    public async Task<string> KeepLogsAsync(string title, CancellationToken cancellation)
    {
        var target = Path.Combine(artifacts.Logs, title);
        Directory.CreateDirectory(target);
        foreach (var log in Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories))
        {
            File.Copy(log, Path.Combine(target, Path.GetRelativePath(folder, log).Replace('/', '-')), overwrite: true);
        }

        foreach (var wire in ImmutableArray.Create(Outside, Inside))
        {
            await PcapFile.WriteAsync(Path.Combine(target, $"{wire.Name}.pcap"), wire.Captured(), cancellation).ConfigureAwait(false);
        }

        return target;
    }

    public async ValueTask DisposeAsync()
    {
        if (Lab is not null)
        {
            await Lab.DisposeAsync().ConfigureAwait(false);
        }

        await Outside.DisposeAsync().ConfigureAwait(false);
        await Inside.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(folder, recursive: true);
    }
}
