using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Agent.Links;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>A router that has the rendered rules, with a computer behind each of its links, each in a network namespace of its own.</summary>
internal sealed class ZoneNetwork : IDisposable
{
    /// <summary>What is let through or refused answers within a moment; what is dropped never.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);

    private readonly StackRoot root;
    private readonly Process router;
    private readonly Dictionary<string, Process> computers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Place, string Protocol, IPEndPoint Target), Socket> servers = [];

    public ZoneNetwork(StackRoot root, StackDocument document)
    {
        this.root = root;
        router = Namespace();
        try
        {
            Join(ZoneMatrix.Outside, document.Outside.Interface, ["203.0.113.1/24", "2001:db8:f::1/64"], ["203.0.113.9/24", "2001:db8:f::9/64"]);
            foreach (var segment in document.Segments)
            {
                var network = Ipv4Segment.Parse(segment.Ipv4);
                string[] prefixes = [.. new[] { segment.Ula, segment.Prefix }.OfType<string>()];
                Join(
                    segment.Name,
                    segment.Link,
                    [segment.Ipv4, .. prefixes.Select(static prefix => prefix.Replace("::/64", "::1/64", StringComparison.Ordinal))],
                    [$"{ComputerOf(segment)}/{network.PrefixLength}", .. prefixes.Select(static prefix => prefix.Replace("::/64", "::9/64", StringComparison.Ordinal))]);
            }

            Load(document);
            In(router.Id, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The address of the computer in a segment: the ninth.</summary>
    public static string ComputerOf(StackSegment segment)
    {
        var network = Ipv4Segment.Parse(segment.Ipv4);
        return Ipv4Segment.ToText(Ipv4Segment.ToNumber(network.Subnet.Split('/')[0]) + 9);
    }

    /// <summary>The same in the prefix that is routed to the segment.</summary>
    public static string Ipv6ComputerOf(StackSegment segment) => segment.Prefix!.Replace("::/64", "::9", StringComparison.Ordinal);

    /// <summary>The place of the router itself.</summary>
    public const string Router = "router";
    public const string OutsideComputer = "203.0.113.9";
    public const string OutsideIpv6Computer = "2001:db8:f::9";

    /// <summary>Gives the router the rules of a document.</summary>
    public void Load(StackDocument document)
    {
        var rules = StackPlanner.Plan(document, StackSamples.Observed).Files.Single(static file => file.Path == FirewallPlanner.RulesPath);
        In(router.Id, "chroot", root.PathOf(""), "nft", "-f", root.Stage(rules.Path, rules.Content));
    }

    /// <summary>What nft prints in the router.</summary>
    public string List() => In(router.Id, "chroot", root.PathOf(""), "nft", "list", "table", "inet", "gateway");

    /// <summary>Runs a program in the place of a computer, or of the router.</summary>
    public string Run(string place, params string[] command) => In(ProcessOf(place), command);

    private int ProcessOf(string place) => place == Router ? router.Id : computers[place].Id;

    /// <summary>Begins a connection and says what became of it; on the other side everything answers.</summary>
    public async Task<RuleAction> BeginAsync(string from, string to, string protocol, string address, int port, CancellationToken cancellation, string? source = null)
    {
        var target = new IPEndPoint(IPAddress.Parse(address), port);
        Serve(to, protocol, target);
        using var client = Open(from, protocol, target.AddressFamily, socket => socket.Bind(new IPEndPoint(source is null ? Any(target) : IPAddress.Parse(source), 0)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Silence);
        try
        {
            await client.ConnectAsync(target, limit.Token);
            if (protocol == "udp")
            {
                await client.SendAsync(new byte[1], limit.Token);
                await client.ReceiveAsync(new byte[1], limit.Token);
            }

            return RuleAction.Accept;
        }
        catch (SocketException)
        {
            return RuleAction.Reject;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return RuleAction.Drop;
        }
    }

    /// <summary>A connection that stays open.</summary>
    public async Task<Socket> ConnectAsync(string from, string to, string served, string address, int port, CancellationToken cancellation)
    {
        Serve(to, "tcp", new IPEndPoint(IPAddress.Parse(served), port));
        var client = Open(from, "tcp", AddressFamily.InterNetwork, static _ => { });
        await client.ConnectAsync(new IPEndPoint(IPAddress.Parse(address), port), cancellation);
        return client;
    }

    /// <summary>A flow by UDP that was answered.</summary>
    public async Task<Socket> AskAsync(string from, string to, IPEndPoint target, CancellationToken cancellation)
    {
        Serve(to, "udp", target);
        var client = Open(from, "udp", target.AddressFamily, static _ => { });
        await client.ConnectAsync(target, cancellation);
        await client.SendAsync(new byte[1], cancellation);
        await client.ReceiveAsync(new byte[1], cancellation);
        return client;
    }

    /// <summary>Sends a message of ICMPv6, whose checksum the kernel fills in.</summary>
    public void SendIcmp(string from, IPAddress to, byte[] message) => NetworkNamespace.Run(computers[from].Id, () =>
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6);
        return socket.SendTo(message, new IPEndPoint(to, 0));
    });

    private void Serve(string place, string protocol, IPEndPoint target)
    {
        lock (servers)
        {
            if (servers.ContainsKey((place, protocol, target)))
            {
                return;
            }

            var server = servers[(place, protocol, target)] = Open(place, protocol, target.AddressFamily, socket => socket.Bind(target));
            if (protocol == "tcp")
            {
                server.Listen();
            }
            else
            {
                _ = EchoAsync(server, target);
            }
        }
    }

    private static IPAddress Any(IPEndPoint target) => target.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <summary>Until the socket is closed.</summary>
    private static async Task EchoAsync(Socket server, IPEndPoint own)
    {
        var buffer = new byte[1];
        try
        {
            while (true)
            {
                var asked = await server.ReceiveFromAsync(buffer, new IPEndPoint(Any(own), 0));
                await server.SendToAsync(buffer, asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
        }
    }

    private Socket Open(string place, string protocol, AddressFamily family, Action<Socket> prepare) => NetworkNamespace.Run(ProcessOf(place), () =>
    {
        var socket = protocol == "tcp" ? new Socket(family, SocketType.Stream, ProtocolType.Tcp) : new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        prepare(socket);
        return socket;
    });

    public void Dispose()
    {
        foreach (var server in servers.Values)
        {
            server.Dispose();
        }

        foreach (var process in computers.Values.Append(router))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private void Join(string name, string link, string[] gateway, string[] computer)
    {
        var process = computers[name] = Namespace();
        In(router.Id, "ip", "link", "add", link, "type", "veth", "peer", "name", "wire", "netns", $"{process.Id}");
        foreach (var (id, device, addresses) in new[] { (router.Id, link, gateway), (process.Id, "wire", computer) })
        {
            In(id, "ip", "link", "set", device, "up");
            foreach (var address in addresses)
            {
                string[] atOnce = address.Contains(':') ? ["nodad"] : [];
                In(id, ["ip", "address", "add", address, "dev", device, .. atOnce]);
            }
        }

        foreach (var address in gateway)
        {
            In(process.Id, "ip", "route", "replace", "default", "via", address.Split('/')[0]);
        }
    }

    private static Process Namespace()
    {
        var process = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", "ip link set lo up && echo ready && exec sleep 600"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadLine() == "ready" ? process : throw new InvalidOperationException("making a network namespace failed; run the test as root");
    }

    private static string In(int process, params string[] command)
    {
        using var run = Process.Start(new ProcessStartInfo("nsenter", [$"--target={process}", "--net", "--", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode == 0 ? output : throw new InvalidOperationException($"\"{string.Join(' ', command)}\" ended with {run.ExitCode}: {errors.Result}");
    }
}
