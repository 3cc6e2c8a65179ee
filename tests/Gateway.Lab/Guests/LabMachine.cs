using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Gateway.Lab.Machines;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Guests;

/// <summary>The laboratory machine: the provider, the Internet and the computers inside, in network namespaces.</summary>
public sealed class LabMachine : IAsyncDisposable
{
    public const string OutsideMac = "52:54:00:1a:b0:01";
    public const string InsideMac = "52:54:00:1a:b0:02";
    public const string Router = "5.1.0.1";

    /// <summary>The first one that the provider gives out.</summary>
    public const string FirstAddress = "5.1.0.100";
    public const string Resolver = "5.1.0.53";
    public const string CompanyNames = "5.1.0.53@5353";
    public const string WebServer = "9.1.0.80";

    /// <summary>Where iperf3 listens unless it is told otherwise.</summary>
    public const int IperfPort = 5201;

    /// <summary>The router's name in a signed zone.</summary>
    public const string TimeServer = "time.example.lab";
    public const string NameServer = "9.1.0.53";
    public const string RootHints = $". 3600000 IN NS ns.lab.\nns.lab. 3600000 IN A {NameServer}\n";
    private readonly ConcurrentDictionary<string, LabClient> clients = new();

    private LabMachine(QemuMachine machine) => (Machine, Rpc) = (machine, new LabRpc(machine.Ports["gateway.lab"]));

    public QemuMachine Machine { get; }
    public LabRpc Rpc { get; }
    public SigningKey Key { get; } = SigningKey.Create();

    /// <summary>Signs the certificates of servers in the laboratory.</summary>
    public TlsAuthority Authority { get; } = TlsAuthority.Create();
    public LabNamespace Isp => new(this, "isp");
    public LabNamespace Internet => new(this, "internet");

    public static MachineConfig Config(string kernel, string initrd, Wire outside, Wire inside) => new("lab")
    {
        Memory = 768,
        Kernel = new DirectBoot(kernel, initrd, "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off nokaslr random.trust_cpu=on"),
        Cards =
        [
            new NetworkCard("outside", OutsideMac, 1, outside.Port("lab").Path),
            new NetworkCard("inside", InsideMac, 2, inside.Port("lab").Path),
        ],
        SerialPorts = ["gateway.lab"],
        Deadline = TimeSpan.FromHours(8),
    };

    /// <summary>Boots the laboratory and waits for its driver.</summary>
    public static async Task<LabMachine> StartAsync(MachineConfig config, string accelerator, string folder, CancellationToken cancellation)
    {
        var machine = await QemuMachine.StartAsync(config, accelerator, folder, cancellation).ConfigureAwait(false);
        var lab = new LabMachine(machine);
        try
        {
            await machine.RunAsync(cancellation).ConfigureAwait(false);
            await machine.Serial.WaitForAsync(
                static line => line.Contains("LAB-READY", StringComparison.Ordinal) ? line : null,
                "the laboratory's driver", TimeSpan.FromSeconds(120), cancellation).ConfigureAwait(false);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The network that most tests want: a provider with DHCP, resolver and time, and an Internet with a signed root and a web server.</summary>
    public async Task BuildInternetAsync(CancellationToken cancellation)
    {
        await ApplyAsync("provider", new JsonObject { ["mac"] = OutsideMac }, cancellation).ConfigureAwait(false);
        await ApplyAsync("provider-dhcp", [], cancellation).ConfigureAwait(false);
        await ApplyAsync("internet", [], cancellation).ConfigureAwait(false);
        await ApplyAsync("internet-web", [], cancellation).ConfigureAwait(false);
        await ApplyAsync("provider-time", [], cancellation).ConfigureAwait(false);
        await ApplyAsync("internet-names", new JsonObject { ["key"] = Key.Pem, ["anchor"] = Key.TrustAnchor }, cancellation).ConfigureAwait(false);
        await ApplyAsync(
            "provider-resolver",
            new JsonObject { ["root_hints"] = RootHints, ["trust_anchor"] = Key.TrustAnchor + "\n" },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>A name server on <see cref="CompanyNames"/> knows www.corp.example, with the address 10.9.8.7, and nobody else does.</summary>
    public Task ServeCompanyNamesAsync(CancellationToken cancellation) => ApplyAsync("provider-company-names", [], cancellation);

    /// <summary>The provider's resolver answers over TLS too, on port 853 of <see cref="Resolver"/>, with a certificate of this name.</summary>
    public async Task ServeTlsResolverAsync(string name, CancellationToken cancellation)
    {
        var identity = Authority.Issue(name);
        await ApplyAsync("provider-tls-resolver", new JsonObject { ["key"] = identity.Key, ["certificate"] = identity.Certificate }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Applies a part of the topology; a part that is there already stays as it is.</summary>
    public async Task<JsonNode> ApplyAsync(string part, JsonObject parameters, CancellationToken cancellation, TimeSpan? limit = null)
    {
        parameters["part"] = part;
        return await Rpc.CallAsync("part", parameters, limit ?? TimeSpan.FromSeconds(90), cancellation).ConfigureAwait(false);
    }

    /// <summary>The computer inside of this name, plugged in when it is asked for first.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="vlan">Null: it sends without a tag, as in the inside itself.</param>
    public async Task<LabClient> ClientAsync(string name, CancellationToken cancellation, int? vlan = null)
    {
        var client = clients.GetOrAdd(name, key => new LabClient(this, key, MacOf(key)));
        await ApplyAsync("client", new JsonObject { ["name"] = name, ["mac"] = client.Mac, ["wire_mac"] = InsideMac, ["vlan"] = vlan }, cancellation).ConfigureAwait(false);
        return client;
    }

    /// <summary>Takes their addresses from all computers inside, and ends their connections: another gateway leases the same addresses anew.</summary>
    public Task ForgetLeasesAsync(CancellationToken cancellation) => Task.WhenAll(clients.Values.Select(client => client.ForgetLeaseAsync(cancellation)));

    /// <summary>The computer is gone.</summary>
    internal void Forget(LabClient client) => clients.TryRemove(client.Name, out _);

    /// <summary>The addresses that the provider has given out.</summary>
    public async Task<IReadOnlyList<ProviderLease>> LeasesAsync(CancellationToken cancellation)
    {
        var answer = await ApplyAsync("provider-leases", [], cancellation).ConfigureAwait(false);
        return
        [
            .. answer["leases"]!.AsArray().Select(static lease => new ProviderLease(
                lease!["address"]!.GetValue<string>(), lease["mac"]!.GetValue<string>(), lease["hostname"]!.GetValue<string>())),
        ];
    }

    public Task WriteFileAsync(string path, string content, string mode, CancellationToken cancellation) => Rpc.CallAsync(
        "write-file",
        new JsonObject { ["path"] = path, ["base64_content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content)), ["mode"] = mode },
        TimeSpan.FromSeconds(30),
        cancellation);

    /// <summary>The log of a background process, such as <c>isp-dhcp</c>.</summary>
    public async Task<string> LogAsync(string process, CancellationToken cancellation) =>
        (await Rpc.CallAsync("log", new JsonObject { ["name"] = process }, TimeSpan.FromSeconds(30), cancellation).ConfigureAwait(false))["text"]!.GetValue<string>();

    private static string MacOf(string client)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(client));
        return $"52:54:00:{hash[0]:x2}:{hash[1]:x2}:{hash[2]:x2}";
    }

    public async ValueTask DisposeAsync()
    {
        await Machine.DisposeAsync().ConfigureAwait(false);
        await Rpc.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>An address that the provider has given out.</summary>
public sealed record ProviderLease(string Address, string Mac, string HostName);
