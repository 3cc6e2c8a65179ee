using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Kea;

namespace Gateway.Agent.Names;

/// <summary>Takes a lease back, as if the client had released it: its name goes with it.</summary>
public sealed class LeaseRelease(KeaControl kea)
{
    /// <exception cref="FormatException">It is no IPv4 address, or Kea refused.</exception>
    /// <exception cref="IOException">Nobody holds it, or Kea cannot be asked.</exception>
    public async Task<ReleaseDocument> ReleaseAsync(string address, CancellationToken cancellation)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork)
            throw new FormatException($"'{address}' is no IPv4 address, and no others are leased");
        var known = parsed.ToString();
        var result = await kea.AskAsync(KeaCommands.Release(known), cancellation);
        return result switch
        {
            KeaCommands.Done => new ReleaseDocument(known),
            KeaCommands.Empty => throw new IOException($"nobody holds a lease of {known}: see `gateway leases`"),
            _ => throw new FormatException($"Kea did not release {known} and ended with {result}; see `gateway logs kea`"),
        };
    }
}
