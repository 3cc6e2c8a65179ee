using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Devices;
using Gateway.Lab.Faults;
using Gateway.Lab.Guests;
using Gateway.Lab.Machines;
using Gateway.Lab.Wires;

namespace Gateway.Lab;

/// <summary>The laboratory of one test run: two wires, the laboratory machine on both, and gateways put between them.</summary>
public sealed class GatewayLab : IAsyncDisposable
{
    public const string OutsideMac = "52:54:00:1a:b1:01";
    public const string InsideMac = "52:54:00:1a:b1:02";

    /// <summary>The port of the gateway on both wires.</summary>
    public const string GatewayPort = "gateway";

    /// <summary>Enough that every moment of a boot is met, and that an emulated gateway still boots beside it.</summary>
    private const int ScanRate = 150;
    private const int TalkRate = 25;

    /// <summary>The last two are the provider's network and the prefix that it routes to the gateway, which is not translated.</summary>
    private static readonly IPNetwork[] OutsideNetworks =
        [.. new[] { "5.1.0.0/24", "0.0.0.0/32", "fe80::/10", "::/128", "2001:db8:f::/64", "2001:db8:100::/56" }.Select(IPNetwork.Parse)];
    private static readonly IPNetwork[] InsideNetworks =
        [.. new[] { "192.168.4.0/24", "0.0.0.0/32", "fe80::/10", "fc00::/7", "::/128" }.Select(IPNetwork.Parse)];

    private readonly LabArtifacts artifacts;
    private readonly string folder;
    private readonly string accelerator;
    private int machines;
    private GatewayDisk? booted;

    private GatewayLab(LabArtifacts artifacts, string folder, string accelerator)
    {
        (this.artifacts, this.folder, this.accelerator) = (artifacts, folder, accelerator);
        Outside = new Wire("outside", folder) { Networks = OutsideNetworks };
        Inside = new Wire("inside", folder) { Networks = InsideNetworks };
        SeenOutside = new GatewayOutside(Outside, GatewayPort, Mac(OutsideMac));
    }

    public Wire Outside { get; }
    public Wire Inside { get; }
    public LabMachine Lab { get; private set; } = null!;

    /// <summary>What is known outside about the gateway that was booted last.</summary>
    public GatewayOutside SeenOutside { get; }
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
            lab.Lab = await StartMachineAsync(config, accelerator, Path.Combine(folder, "lab"), cancellation).ConfigureAwait(false);
            await lab.Lab.BuildInternetAsync(cancellation).ConfigureAwait(false);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Emulated, a kernel panics at its start once in some hundred times. This one is no part of what is tested, and nothing has begun yet:
    /// it gets a second start, and says so.
    /// </summary>
    private static async Task<LabMachine> StartMachineAsync(MachineConfig config, string accelerator, string folder, CancellationToken cancellation)
    {
        try
        {
            return await LabMachine.StartAsync(config, accelerator, folder, cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (accelerator != Accelerator.Kvm)
        {
            await Console.Error.WriteLineAsync($"The laboratory is started once more: {e.Message}").ConfigureAwait(false);
            return await LabMachine.StartAsync(config, accelerator, $"{folder}-again", cancellation).ConfigureAwait(false);
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

    public NetworkCard OutsideCard => new("outside", OutsideMac, 1, Outside.Port(GatewayPort).Path);
    public NetworkCard InsideCard => new("inside", InsideMac, 2, Inside.Port(GatewayPort).Path);

    /// <summary>A fresh device: the image, or another one, on a disk of this size, with an operator's file on it.</summary>
    public async Task<GatewaySetup> NewDeviceAsync(string name, string diskSize, string toml, CancellationToken cancellation, string? image = null)
    {
        var disk = await GatewayDisk.CreateAsync(image ?? artifacts.Image, Path.Combine(folder, name), diskSize, cancellation).ConfigureAwait(false);
        await disk.WriteBootFileAsync("gateway.toml", toml, cancellation).ConfigureAwait(false);
        return new GatewaySetup(name, disk) { Cards = [OutsideCard, InsideCard] };
    }

    /// <summary>Switches a device on; its logs go into a folder of its own for each boot. Addresses that another device gave out are taken from who has them.</summary>
    public async Task<GatewayMachine> BootAsync(GatewaySetup setup, CancellationToken cancellation)
    {
        if (booted is not null && booted != setup.Disk)
        {
            await Lab.ForgetLeasesAsync(cancellation).ConfigureAwait(false);
        }

        booted = setup.Disk;
        return await GatewayMachine.StartAsync(setup, accelerator, Path.Combine(folder, $"{setup.Name}-{Interlocked.Increment(ref machines)}"), cancellation).ConfigureAwait(false);
    }

    /// <summary>Watches both wires for what must never pass, from now on.</summary>
    public LeakWatch WatchForLeaks() => new(Outside, Inside, GatewayPort, Mac(OutsideMac));

    /// <summary>A stranger at the provider floods and scans the gateway, and all that is behind it, from now on.</summary>
    public FrameSender ScanOutside(int rate = ScanRate, int seed = 1) =>
        new(Outside, "stranger", GatewayPort, rate, new OutsideScan(SeenOutside, Mac(LabMachine.OutsideMac), seed).Frame);

    /// <summary>A computer inside, which never asked for an address, talks to the Internet from now on.</summary>
    public FrameSender TalkInside(int rate = TalkRate) => new(Inside, "computer", GatewayPort, rate, new InsideTraffic(Mac(InsideMac)).Frame);

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
            await PcapFile.WriteAsync(Path.Combine(target, $"{wire.Name}.pcap"), wire.Kept, cancellation).ConfigureAwait(false);
        }

        return target;
    }

    private static PhysicalAddress Mac(string text) => PhysicalAddress.Parse(text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant());

    public async ValueTask DisposeAsync()
    {
        SeenOutside.Dispose();
        if (Lab is not null)
        {
            await Lab.DisposeAsync().ConfigureAwait(false);
        }

        await Outside.DisposeAsync().ConfigureAwait(false);
        await Inside.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(folder, recursive: true);
    }
}
