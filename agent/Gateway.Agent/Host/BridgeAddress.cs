using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Links;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>LXD flushes the bridge's addresses whenever it sets the bridge up, and networkd does not put a static one back by itself.</summary>
public sealed class BridgeAddress(ICommandRunner commands, LinkObserver links)
{
    private static readonly Command Reconfigure = Command.Of("networkctl", "reconfigure", HostNames.Bridge);

    public async Task KeepAsync(string address, CancellationToken cancellation)
    {
        var bridge = (await links.ObserveAsync(cancellation)).FirstOrDefault(static link => link.Name == HostNames.Bridge);
        if (bridge is not null && !HasAddress(bridge.Addresses, address))
            await commands.RunCheckedAsync(Reconfigure, cancellation);
    }

    private static bool HasAddress(ImmutableArray<string> addresses, string address) =>
        addresses.Any(present => present.StartsWith(address + "/", StringComparison.Ordinal));
}
