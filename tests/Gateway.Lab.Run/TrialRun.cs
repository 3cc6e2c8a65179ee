using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Lab.Machines;
using Gateway.Lab.Run.Configuration;
using Gateway.Lab.Run.Prompt;

namespace Gateway.Lab.Run;

/// <summary>The image on a machine between the laboratory's provider and one LAN client, for a person to try.</summary>
public sealed class TrialRun(RunOptions options, Terminal terminal)
{
    /// <summary>After which a boot that nobody watches is given up; not a measurement.</summary>
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SessionLimit = TimeSpan.FromHours(3);

    /// <summary>0: the gateway became ready and the LAN client fetched a page, or the person quit.</summary>
    public async Task<int> RunAsync(LabArtifacts artifacts, CancellationToken cancellation)
    {
        var config = options.Config is { } path ? await OperatorFile.ReadAsync(path, cancellation).ConfigureAwait(false) : null;
        await AnnounceAsync(artifacts, config, cancellation).ConfigureAwait(false);
        var laboratory = await GatewayLab.StartAsync(artifacts, cancellation).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            terminal.Line("Switching the gateway on; this is its serial console:");
            var setup = await laboratory.NewDeviceAsync("gateway", "8G", config?.Text ?? laboratory.Toml.ToText(), cancellation).ConfigureAwait(false);
            var gateway = await laboratory.BootAsync(setup with { Deadline = SessionLimit }, cancellation).ConfigureAwait(false);
            await using (gateway.ConfigureAwait(false))
            {
                return await UseAsync(laboratory, gateway, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task AnnounceAsync(LabArtifacts artifacts, PinnedToml? config, CancellationToken cancellation)
    {
        terminal.Line($"A copy of {artifacts.Image} runs; the image itself stays as it is. Ctrl-C ends everything.");
        if (await Accelerator.FindAsync(artifacts.Kernel, cancellation).ConfigureAwait(false) != Accelerator.Kvm)
        {
            terminal.Line("KVM does not work here, so the machines are emulated: booting takes minutes.");
        }

        foreach (var note in config?.Notes ?? [])
        {
            terminal.Line($"{options.Config} in the machine: {note}.");
        }

        terminal.Line("Starting the provider, the Internet and LAN client 1 …");
    }

    private async Task<int> UseAsync(GatewayLab laboratory, GatewayMachine gateway, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var console = terminal.FollowAsync(gateway.Serial, done.Token);
        try
        {
            var limit = options.Once || Console.IsInputRedirected ? BootLimit : SessionLimit;
            await gateway.WaitForReadyAsync(limit, cancellation).ConfigureAwait(false);
            var client = await laboratory.Lab.ClientAsync("lan1", cancellation).ConfigureAwait(false);
            var browses = await BrowseAsync(client, cancellation).ConfigureAwait(false);
            if (options.Once)
            {
                return browses ? 0 : 1;
            }

            var loop = new PromptLoop(terminal, laboratory, gateway, client, options.Config);
            return await loop.RunAsync(console, cancellation).ConfigureAwait(false) || browses ? 0 : 1;
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await console.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>LAN client 1 is plugged in, asks for an address and opens a page.</summary>
    private async Task<bool> BrowseAsync(LabClient client, CancellationToken cancellation)
    {
        if (await client.TryDhcpAsync(TimeSpan.FromSeconds(60), cancellation).ConfigureAwait(false) is not { } lease)
        {
            terminal.Line("LAN client 1 asked for an address and got none.");
            return false;
        }

        // An operator's file knows the Internet's root, not the laboratory's, so no name leads to its web server.
        var page = options.Config is null ? PageFetch.ByName : PageFetch.ByAddress;
        var answer = await PageFetch.FetchAsync(client, page, cancellation).ConfigureAwait(false);
        terminal.Line($"LAN client 1 has the address {lease.Address}; {(answer.Succeeded ? "it fetched" : "it could not fetch")} {page}{(answer.Succeeded ? "" : $": {answer.Errors.Trim()}")}");
        return answer.Succeeded;
    }
}
