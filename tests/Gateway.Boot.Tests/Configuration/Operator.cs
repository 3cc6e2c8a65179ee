using System.Text;
using System.Text.Json.Nodes;
using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>What an operator does to the configuration of the shared gateway, over SSH.</summary>
internal sealed class Operator(SharedGateway shared, GatewayHost host, CancellationToken cancellation)
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public GatewayHost Host => host;

    /// <summary>The file that the device was booted with.</summary>
    public string FirstText => shared.Laboratory.Toml.ToText();

    /// <summary>The same with further tables.</summary>
    public string With(string tables) => (shared.Laboratory.Toml with { Tables = tables }).ToText();

    /// <summary>Nobody may log in with it any more.</summary>
    public string WithoutKeys => FirstText.Replace(shared.Laboratory.SshKey.Public, "", StringComparison.Ordinal).Replace("[\"\"]", "[]", StringComparison.Ordinal);

    public static async Task<Operator> ConnectAsync(SharedGateway shared, CancellationToken cancellation) =>
        new(shared, await GatewayHost.ConnectAsync(shared.Client, shared.Laboratory.SshKey, cancellation), cancellation);

    public Task<CommandResult> RunAsync(string command) => host.RunAsync(command, cancellation, Limit);

    public async Task PutAsync(string path, byte[] content) =>
        (await RunAsync($"echo {Convert.ToBase64String(content)} | base64 -d > {path}.new && mv {path}.new {path}")).Require();

    public Task PutAsync(string path, string content) => PutAsync(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Runs <c>gateway apply</c> to its end.</summary>
    public async Task<CommandResult> ApplyAsync(string text)
    {
        await PutAsync("/run/next.toml", text);
        return await RunAsync("gateway apply /run/next.toml");
    }

    /// <summary>The same in a unit of its own, so that it does not depend on the connection that it may cut.</summary>
    public async Task StartApplyAsync(string text, string confirm)
    {
        await PutAsync("/run/next.toml", text);
        (await RunAsync($"systemd-run --quiet --collect --no-block gateway apply --confirm {confirm} /run/next.toml")).Require();
    }

    /// <summary>Replaces gateway.toml on the boot partition. The agent may make it read-only again at any moment, so it is tried five times.</summary>
    public async Task WriteBootFileAsync(byte[] content) => (await RunAsync(
        $$"""
        echo {{Convert.ToBase64String(content)}} | base64 -d > /run/boot.toml
        for try in 1 2 3 4 5; do
            mount -o remount,rw /boot && cp /run/boot.toml /boot/new.tmp && sync /boot/new.tmp && mv /boot/new.tmp /boot/gateway.toml && sync -f /boot
            mount -o remount,ro /boot
            cmp /run/boot.toml /boot/gateway.toml && exit 0
            sleep 1
        done
        exit 1
        """)).Require();

    public Task WriteBootFileAsync(string content) => WriteBootFileAsync(Encoding.UTF8.GetBytes(content));

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Generation>> HistoryAsync()
    {
        var history = await RunAsync("gateway history --json");
        return
        [
            .. JsonNode.Parse(history.Require().Output)!["generations"]!.AsArray().Select(static entry => new Generation(
                entry!["number"]!.GetValue<int>(),
                entry["time"]!.GetValue<DateTimeOffset>(),
                entry["origin"]!.GetValue<string>(),
                entry["result"]!.GetValue<string>(),
                entry["runs"]!.GetValue<bool>())),
        ];
    }

    public Task<StatusDocument> UntilAsync(Func<StatusDocument, bool> fits, string what) =>
        shared.Machine.WaitUntilAsync(fits, what, Limit, cancellation);

    /// <summary>Waits until a generation later than this one runs and everything answers.</summary>
    public Task<StatusDocument> UntilServedAfterAsync(int generation) =>
        UntilAsync(status => status is { Ready: true } && status.Generation > generation, $"a generation after {generation} to serve");

    /// <summary>Process ids of the container's daemons.</summary>
    public async Task<string> ProcessesAsync(params string[] programs) =>
        (await host.RunInContainerAsync($"for program in {string.Join(' ', programs)}; do echo $program $(pidof $program); done", cancellation)).Require().Text;

    /// <summary>The rules that the kernel holds, without their counters.</summary>
    public async Task<string> RulesAsync() => (await host.RunInContainerAsync("nft --stateless list ruleset", cancellation)).Require().Text;
}

internal sealed record Generation(int Number, DateTimeOffset Time, string Origin, string Result, bool Runs);
