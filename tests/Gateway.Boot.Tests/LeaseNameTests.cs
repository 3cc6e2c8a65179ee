using System.Text.Json;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance checks 20 and 21: a computer is found by the name that it asked for, and by nobody else's.</summary>
[Collection(BootOrder.Running)]
public sealed class LeaseNameTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Server = "192.168.4.1";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_computers_name_comes_with_its_lease_survives_restarts_and_goes_with_its_release()
    {
        var client = await Shared.Laboratory.Lab.ClientAsync("names1", Cancellation);
        var lease = await LeaseAsync(client, "Laptop.corp.example");

        await AnswersAsync("laptop.home.arpa", "A", lease.Address);
        await AnswersAsync(lease.Address, "PTR", "laptop.home.arpa.");
        await ListedAsync(lease.Address, "laptop", refused: null);

        // What the zone had is lost too, and what is left no zone: the agent has it from Kea's leases.
        await Shared.Host.RunInContainerAsync(
            "systemctl stop knot.service; echo broken > /var/lib/gateway/names/home.arpa.zone; systemctl restart kea-dhcp4-server.service unbound.service", Cancellation);
        await AnswersAsync("laptop.home.arpa", "A", lease.Address);
        await AnswersAsync(lease.Address, "PTR", "laptop.home.arpa.");
        await AnswersAsync("gateway.home.arpa", "A", Server);
        await Shared.Machine.WaitUntilAsync(static status => status.Ready, "the gateway to be ready", Limit, Cancellation);

        await ReleaseAsync(client);
        await AnswersAsync("laptop.home.arpa", "A");
        await AnswersAsync(lease.Address, "PTR");
        await client.RemoveAsync(Cancellation);
    }

    [Fact]
    public async Task Nobody_gets_another_computers_name_or_one_that_all_trust()
    {
        var first = await Shared.Laboratory.Lab.ClientAsync("names2", Cancellation);
        var second = await Shared.Laboratory.Lab.ClientAsync("names3", Cancellation);
        var owner = await LeaseAsync(first, "nas");
        await AnswersAsync("nas.home.arpa", "A", owner.Address);

        var other = await LeaseAsync(second, "nas");
        var generated = "dhcp-" + other.Address.Replace('.', '-');
        await AnswersAsync(other.Address, "PTR", $"{generated}.home.arpa.");
        await ListedAsync(other.Address, generated, "taken");
        await LeaseAsync(second, "wpad");
        await Shared.Machine.WaitUntilAsync(
            static status => status.Conditions.Any(static condition => condition.Code == "lease-name-reserved"), "the reserved name to be told of", Limit, Cancellation);
        await ListedAsync(other.Address, generated, "reserved");
        await AnswersAsync("wpad.home.arpa", "A");
        await AnswersAsync("nas.home.arpa", "A", owner.Address);
        await LeaseAsync(second, "x\";forward");
        await AnswersAsync(other.Address, "PTR", "x--forward.home.arpa.");

        // One gives its address back, the other's is taken.
        await ReleaseAsync(first);
        (await Shared.Host.RunAsync($"gateway release {other.Address}", Cancellation)).Require();
        await AnswersAsync("nas.home.arpa", "A");
        await AnswersAsync(other.Address, "PTR");
        Assert.Equal(1, (await Shared.Host.RunAsync($"gateway release {other.Address}", Cancellation)).Exit);
        await Shared.Machine.WaitUntilAsync(static status => status.Ready && status.Conditions.All(static condition => condition.Code != "lease-name-reserved"), "nothing to be told of any more", Limit, Cancellation);
        await first.RemoveAsync(Cancellation);
        await second.RemoveAsync(Cancellation);
    }

    private async Task<DhcpLease> LeaseAsync(LabClient client, string hostName) =>
        await client.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation, hostName: hostName)
        ?? throw new InvalidOperationException($"asking for a lease as \"{hostName}\": no server answered; see the capture of the inside wire");

    private Task<CommandResult> ReleaseAsync(LabClient client) =>
        client.RunAsync(["busybox", "udhcpc", "-i", "lan", "-f", "-q", "-n", "-R", "-t", "3", "-T", "3", "-s", "/bin/true"], Cancellation);

    /// <summary>Asks until the answer is this one; nothing: until there is no such name.</summary>
    private async Task AnswersAsync(string question, string type, params string[] expected)
    {
        var words = string.Join('\n', expected);
        var asked = type == "PTR" ? $"-x {question}" : $"{question} {type}";
        var isRight = expected.Length == 0
            ? $"said=$(kdig @{Server} +time=5 {asked} 2>&1) && echo \"$said\" | grep -q 'status: NXDOMAIN'"
            : $"said=$(kdig @{Server} +short +time=5 {asked} 2>&1) && [ \"$said\" = '{words}' ]";
        var result = await Shared.Client.RunAsync(
            $"for try in $(seq 100); do {isRight} && exit 0; sleep 0.2; done; echo \"$said\"; exit 1",
            Cancellation,
            TimeSpan.FromSeconds(60));
        Assert.True(result.Exit == 0, $"{asked} should be \"{words}\": {result.Output}");
    }

    /// <summary>The list is written anew by the agent when leases have changed, once a second at most: each look shows what it says then.</summary>
    private async Task ListedAsync(string address, string name, string? refused)
    {
        var said = "";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        while (!limit.IsCancellationRequested)
        {
            var result = await Shared.Host.RunAsync("gateway leases --json", Cancellation);
            said = result.Require().Output;
            using var document = JsonDocument.Parse(said);
            if (document.RootElement.GetProperty("leases").EnumerateArray().Any(lease => lease.GetProperty("address").GetString() == address
                && lease.GetProperty("name").GetString() == name && lease.GetProperty("refused").GetString() == refused))
                return;
        }

        Assert.Fail($"{address} should be listed as {name} ({refused ?? "not refused"}): {said}");
    }
}
