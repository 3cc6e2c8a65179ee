using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Gateway.Agent.Commands;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Events;
using Gateway.Agent.Links;
using Gateway.Agent.Names;
using Gateway.Planning.Cards;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Daemon.Tests;

/// <summary>Kea and Knot with their rendered files in a network of their own, a wire into it, and the part of the agent that stands between the two.</summary>
internal sealed class NamedNetwork : IAsyncDisposable
{
    private const string Key = "/tmp/names.key";
    private const string Leases = "/var/lib/kea/kea-leases4.csv";
    private const string Wire = "client";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly StackRoot root;
    private readonly Process shell;
    private readonly PacketSocket wire;
    private readonly NameZones zones;
    private readonly LeaseNames names;
    private readonly EventPump pump;
    private readonly LeaseReport report;
    private readonly NameScope scope;
    private readonly ImmutableArray<DhcpSegment> segments;
    private readonly int inside;

    private NamedNetwork(StackRoot root, Process shell, StackDocument document)
    {
        (this.root, this.shell) = (root, shell);
        inside = int.Parse(File.ReadAllText($"/proc/{shell.Id}/task/{shell.Id}/children").Trim(), CultureInfo.InvariantCulture);
        wire = NetworkNamespace.Run(inside, () => PacketSocket.Open(Wire, EthernetFrame.Ipv4, PacketFilter.Where()));
        scope = NameScope.From(document)!;
        segments = DhcpSegment.Of(document);
        var commands = new CommandsIn(inside);
        zones = new NameZones(commands, new NameKey(root.PathOf(Key)));
        report = new LeaseReport(root.PathOf("/tmp/leases.json"), new Trigger(), TimeProvider.System, NullLogger<LeaseReport>.Instance);
        names = new LeaseNames(
            new LeaseFile(root.PathOf(Leases)), zones, new ZoneRepair(commands, NullLogger<ZoneRepair>.Instance), report,
            TimeProvider.System, NullLogger<LeaseNames>.Instance);
        pump = new EventPump(
            [new PacedFileEvents(Path.GetDirectoryName(root.PathOf(Leases))!, Path.GetFileName(Leases) + "*", TimeProvider.System)],
            names.Trigger, TimeProvider.System, NullLogger<EventPump>.Instance);
    }

    public KeaControl Kea => new(() => root.PathOf(KeaDefaults.ControlSocket));

    public static async Task<NamedNetwork> StartAsync(StackRoot root, StackDocument document, CancellationToken cancellation, int lfcSeconds = 3600)
    {
        Place(root, document, lfcSeconds);
        var command = root.InRoot("sh");
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            await TellAsync(shell, $$"""
                exec 2> /tmp/shell.log
                ip link add {{document.Inside.Bridge}} type veth peer name {{Wire}} && ip address add 192.168.4.1/24 dev {{document.Inside.Bridge}}
                ip link set {{document.Inside.Bridge}} up && ip link set {{Wire}} up
                {{string.Join("\n", document.FurtherSegments.Select(static segment => $"ip link add {segment.Link} type veth peer name {segment.Link}-port && ip link set {segment.Link}-port up && ip address add {segment.Ipv4} dev {segment.Link} && ip link set {segment.Link} up"))}}
                mkdir -p /run/knot && chown -R knot:knot /run/knot {{KnotDefaults.Storage}} && chmod 750 /run/kea
                wait_for() { for try in $(seq 300); do "$@" > /dev/null 2>&1 && return; sleep 0.1; done; exit 9; }
                start_kea() { rm -f {{KeaDefaults.ControlSocket}}* /run/kea/*.pid; kea-dhcp4 -c /etc/kea/kea-dhcp4.conf > /tmp/kea.log 2>&1 & kea=$!; wait_for [ -S {{KeaDefaults.ControlSocket}} ]; }
                start_knot() { rm -f /run/knot/knot.pid; knotd -m 8 -c /etc/knot/knot.conf & knot=$!; wait_for kdig @{{KnotDefaults.Address}} invalid. +time=1 +retry=0; }
                start_kea
                start_knot
                """, cancellation);
            var network = new NamedNetwork(root, shell, document);
            await network.names.StartAsync(cancellation);
            await network.pump.StartAsync(cancellation);
            network.names.Follow(network.scope, compare: false, network.segments);
            return network;
        }
        catch
        {
            shell.Kill();
            throw;
        }
    }

    /// <summary>Kea's own file.</summary>
    public string LeaseText => File.ReadAllText(root.PathOf(Leases));

    public DhcpClient Client(byte number) => new(wire, number);

    /// <summary>Runs something beside the daemons; <c>$kea</c> and <c>$knot</c> are theirs, <c>start_kea</c> and <c>start_knot</c> start them again.</summary>
    public Task TellAsync(string script, CancellationToken cancellation) => TellAsync(shell, script, cancellation);

    /// <summary>What a turn of the agent does when a unit has come or gone.</summary>
    public void Compare() => names.Follow(scope, compare: true, segments);

    /// <summary>Asks until status tells of exactly this.</summary>
    public async Task TellsAsync(CancellationToken cancellation, params string[] codes)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Limit && !names.Conditions.Select(static condition => condition.Code).SequenceEqual(codes))
            await zones.ReadAsync(scope, cancellation);
        Assert.Equal(codes, names.Conditions.Select(static condition => condition.Code));
    }

    /// <summary>Listens inside for other servers, as the agent does.</summary>
    public void Listen(ForeignServers servers) => NetworkNamespace.Run(inside, () =>
    {
        servers.Follow(segments);
        return true;
    });

    /// <summary>Puts a frame on the wire.</summary>
    public Task SendAsync(byte[] frame, CancellationToken cancellation) => wire.SendAsync(frame, cancellation);

    /// <summary>The names that Knot has: the addresses and back, without the owners.</summary>
    public async Task<ImmutableSortedSet<string>> ReadAsync(CancellationToken cancellation) =>
    [
        .. (await zones.ReadAsync(scope, cancellation)).Where(static record => record.Type != ZoneRecord.DhcidType)
            .Select(static record => $"{record.Owner} {record.Type} {record.Data}"),
    ];

    /// <summary>Asks until Knot has these names and no others.</summary>
    public async Task HasAsync(CancellationToken cancellation, params (string Label, string Address)[] expected)
    {
        ImmutableSortedSet<string> wanted =
        [
            .. expected.SelectMany(name => new[] { $"{scope.NameOf(name.Label)} A {name.Address}", $"{NameScope.ReverseOf(name.Address)} PTR {scope.NameOf(name.Label)}." }),
        ];
        var since = Stopwatch.StartNew();
        var found = ImmutableSortedSet<string>.Empty;
        while (since.Elapsed < Limit)
        {
            found = await ReadAsync(cancellation);
            if (found.SetEquals(wanted))
                return;
        }

        Assert.Fail($"Knot should have\n{string.Join('\n', wanted)}\nand has\n{string.Join('\n', found)}");
    }

    public async ValueTask DisposeAsync()
    {
        await pump.StopAsync(CancellationToken.None);
        await names.StopAsync(CancellationToken.None);
        pump.Dispose();
        names.Dispose();
        report.Dispose();
        wire.Dispose();
        shell.Kill();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private static void Place(StackRoot root, StackDocument document, int lfcSeconds)
    {
        root.Execute("sh", "-c", $"rm -rf {KnotDefaults.Storage}/* /var/lib/kea/* /run/knot/*");
        foreach (var file in StackPlanner.Plan(document, StackSamples.Observed).Files)
        {
            if (file.Path.StartsWith("/etc/kea/", StringComparison.Ordinal))
                root.Place(file.Path, file.Content.Replace($"\"lfc-interval\": {KeaDefaults.LeaseFileCleanup}", $"\"lfc-interval\": {lfcSeconds}", StringComparison.Ordinal));
            else if (file.Path.StartsWith("/etc/knot/", StringComparison.Ordinal) || file.Path.StartsWith(KnotDefaults.Storage, StringComparison.Ordinal))
                root.Place(file.Path, file.Content);
        }

        root.Place(Key, $"{KnotDefaults.KeyAlgorithm}:{KnotDefaults.KeyName}:{StackSamples.Observed.NameKey!.Reveal()}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(root.PathOf(Leases))!);
        // The agent's commands name its files as they are called outside.
        var outside = root.PathOf(root.PathOf(""));
        Directory.CreateDirectory(Path.GetDirectoryName(outside)!);
        if (!Path.Exists(outside))
            File.CreateSymbolicLink(outside, "/");
    }

    private static async Task TellAsync(Process shell, string script, CancellationToken cancellation)
    {
        const string done = "that was done";
        await shell.StandardInput.WriteLineAsync($"{script}\necho; echo {done}".AsMemory(), cancellation);
        await shell.StandardInput.FlushAsync(cancellation);
        while (await shell.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line == done)
                return;
        }

        throw new InvalidOperationException($"running in a network of its own: the shell ended at\n{script}");
    }

    /// <summary>Runs the agent's commands where the daemons are.</summary>
    private sealed class CommandsIn(int process) : ICommandRunner
    {
        private readonly CommandRunner runner = new();

        public Task<Gateway.Agent.Commands.CommandResult> RunAsync(Command command, CancellationToken cancellation) => runner.RunAsync(Enter(command), cancellation);

        public IAsyncEnumerable<string> StreamAsync(Command command, CancellationToken cancellation) => runner.StreamAsync(Enter(command), cancellation);

        private Command Enter(Command command) => command with
        {
            Program = "nsenter",
            Arguments = [$"--target={process}", "--net", "--mount", "--root", "--", command.Program, .. command.Arguments],
        };
    }
}
