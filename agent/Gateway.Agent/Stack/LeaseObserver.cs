using System.Collections.Immutable;
using System.Globalization;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>Reads the links from the kernel, and what the provider gave from the lease that systemd-networkd keeps for the outside one.</summary>
public sealed class LeaseObserver(string networkState = StackPaths.NetworkState, string interfacesDirectory = "/sys/class/net")
{
    public async Task<StackObservation> ObserveAsync(string outside, CancellationToken cancellation) =>
        LeaseText.Parse(await LeaseAsync(outside, cancellation)) with { Links = await LinksAsync(cancellation) };

    private async Task<ImmutableArray<LinkIndex>> LinksAsync(CancellationToken cancellation)
    {
        var links = ImmutableArray.CreateBuilder<LinkIndex>();
        foreach (var path in Directory.Exists(interfacesDirectory) ? Directory.GetDirectories(interfacesDirectory) : [])
        {
            if (await IndexAsync(Path.GetFileName(path), cancellation) is { } index)
                links.Add(new LinkIndex(Path.GetFileName(path), index));
        }

        return links.ToImmutable();
    }

    /// <summary>Null: the link has just left.</summary>
    private async Task<int?> IndexAsync(string link, CancellationToken cancellation)
    {
        try
        {
            var text = await File.ReadAllTextAsync(Path.Join(interfacesDirectory, link, "ifindex"), cancellation);
            return int.TryParse(text, CultureInfo.InvariantCulture, out var index) ? index : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Empty without a link or without a lease.</summary>
    private async Task<ImmutableArray<string>> LeaseAsync(string outside, CancellationToken cancellation)
    {
        if (await IndexAsync(outside, cancellation) is not { } index)
            return [];
        try
        {
            return [.. await File.ReadAllLinesAsync(Path.Join(networkState, "leases", index.ToString(CultureInfo.InvariantCulture)), cancellation)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
