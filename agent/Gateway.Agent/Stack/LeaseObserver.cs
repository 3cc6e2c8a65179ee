using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>Reads what the provider gave from the lease that systemd-networkd keeps for the outside link.</summary>
public sealed class LeaseObserver(string networkState = StackPaths.NetworkState, string interfacesDirectory = "/sys/class/net")
{
    public async Task<StackObservation> ObserveAsync(string outside, CancellationToken cancellation) =>
        LeaseText.Parse(await LeaseAsync(outside, cancellation));

    /// <summary>Empty without a link or without a lease.</summary>
    private async Task<ImmutableArray<string>> LeaseAsync(string outside, CancellationToken cancellation)
    {
        try
        {
            var index = await File.ReadAllTextAsync(Path.Join(interfacesDirectory, outside, "ifindex"), cancellation);
            return [.. await File.ReadAllLinesAsync(Path.Join(networkState, "leases", index.Trim()), cancellation)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
