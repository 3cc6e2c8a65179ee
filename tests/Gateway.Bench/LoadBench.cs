using Gateway.Lab.Guests;

namespace Gateway.Bench;

/// <summary>Loads a device that is ready from one computer inside: throughput, leases, names.</summary>
public sealed class LoadBench(LabMachine lab)
{
    public const int Seconds = 10;

    /// <summary>Computers that ask for addresses in turn: as many as the pool has room for beside others.</summary>
    private const int Computers = 100;

    /// <summary>Exchanges a second that are begun: more than a device can end, and not so many that it spends its time on answers that nobody waits for.</summary>
    private const int Asked = 300;
    private const string Resolver = "192.168.4.1";
    private const string Questions = "/run/gateway-lab/bench-questions";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Starts what answers at the Internet's end.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await lab.Internet.StartServerAsync("bench-iperf", ["iperf3", "--server", "--bind", LabMachine.WebServer], LabMachine.IperfPort, cancellation).ConfigureAwait(false);
        await lab.WriteFileAsync(Questions, "www.example.lab A\nexample.lab A\nmail.example.lab MX\ntxt.example.lab TXT\n", "0644", cancellation).ConfigureAwait(false);
    }

    public async Task<LoadSample> MeasureAsync(LabClient client, CancellationToken cancellation) => new(
        await ThroughputAsync(client, 1, cancellation).ConfigureAwait(false),
        await ThroughputAsync(client, 8, cancellation).ConfigureAwait(false),
        await LeasesAsync(client, cancellation).ConfigureAwait(false),
        await AnswersAsync(client, cancellation).ConfigureAwait(false));

    private static async Task<double> ThroughputAsync(LabClient client, int flows, CancellationToken cancellation)
    {
        var result = await client.RunAsync(
            ["iperf3", "--client", LabMachine.WebServer, "--reverse", "--parallel", $"{flows}", "--time", $"{Seconds}", "--omit", "1", "--json"], cancellation, Limit).ConfigureAwait(false);
        return LoadSample.ParseThroughput(result.Require().Output);
    }

    /// <summary>perfdhcp ends with 3 when exchanges were left open, which is what asking for too much does.</summary>
    private static async Task<double> LeasesAsync(LabClient client, CancellationToken cancellation)
    {
        var result = await client.RunAsync(
            ["perfdhcp", "-4", "-l", "lan", "-R", $"{Computers}", "-r", $"{Asked}", "-p", $"{Seconds}", Resolver], cancellation, Limit).ConfigureAwait(false);
        return LoadSample.ParseLeases(result.Output + result.Errors);
    }

    /// <summary>The first round fills the cache.</summary>
    private static async Task<double> AnswersAsync(LabClient client, CancellationToken cancellation)
    {
        (await client.RunAsync(["dnsperf", "-s", Resolver, "-d", Questions, "-n", "2"], cancellation, Limit).ConfigureAwait(false)).Require();
        var result = await client.RunAsync(["dnsperf", "-s", Resolver, "-d", Questions, "-l", $"{Seconds}"], cancellation, Limit).ConfigureAwait(false);
        return LoadSample.ParseAnswers(result.Require().Output);
    }
}
