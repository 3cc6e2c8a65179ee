using Gateway.Lab.Guests;

namespace Gateway.Lab.Devices;

/// <summary>A shell on the gateway's host, over SSH from a computer inside: the way an operator has.</summary>
public sealed class GatewayHost
{
    public const string Address = "192.168.4.2";
    private readonly LabClient client;
    private readonly string keyFile;
    private readonly string address;

    private GatewayHost(LabClient client, string keyFile, string address) => (this.client, this.keyFile, this.address) = (client, keyFile, address);

    public static async Task<GatewayHost> ConnectAsync(LabClient client, SshKey key, CancellationToken cancellation, string address = Address)
    {
        const string keyFile = "/run/gateway-lab/ssh-key";
        await client.Lab.WriteFileAsync(keyFile, key.Private, "0600", cancellation).ConfigureAwait(false);
        var host = new GatewayHost(client, keyFile, address);

        // A connection that a former gateway left behind would be taken for this one.
        await client.RunAsync($"rm -f {host.ControlPath}", cancellation).ConfigureAwait(false);
        (await host.RunAsync("true", cancellation).ConfigureAwait(false)).Require();
        return host;
    }

    private string ControlPath => $"/run/gateway-lab/ssh-{client.Name}";

    /// <summary>Runs a shell command on the host; lxc keeps its own settings in a place that can be written.</summary>
    public async Task<CommandResult> RunAsync(string command, CancellationToken cancellation, TimeSpan? limit = null)
    {
        var result = await client.RunAsync(
            [
                "ssh", "-i", keyFile, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
                "-o", "ConnectTimeout=20", "-o", "ControlMaster=auto", "-o", $"ControlPath={ControlPath}", "-o", "ControlPersist=600",
                $"root@{address}", $"export LXD_CONF=/run/lxc; {command}",
            ],
            cancellation,
            limit ?? TimeSpan.FromSeconds(90)).ConfigureAwait(false);
        return result with { Command = $"on the host: {command}" };
    }

    /// <summary>The keys that the host shows to who logs in.</summary>
    public Task<CommandResult> PublicKeysAsync(CancellationToken cancellation) =>
        client.RunAsync($"ssh-keyscan -T 20 {Address} 2>/dev/null | cut -d' ' -f2,3 | sort", cancellation);

    /// <summary>Runs a shell command in the container <c>gateway</c>.</summary>
    public async Task<CommandResult> RunInContainerAsync(string command, CancellationToken cancellation, TimeSpan? limit = null)
    {
        var quoted = command.Replace("'", "'\\''", StringComparison.Ordinal);
        var result = await RunAsync($"lxc exec gateway -- sh -c '{quoted}'", cancellation, limit).ConfigureAwait(false);
        return result with { Command = $"in the container: {command}" };
    }
}
