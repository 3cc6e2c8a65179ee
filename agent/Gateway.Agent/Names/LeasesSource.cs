using System.Net;
using Gateway.Agent.Files;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Kea;

namespace Gateway.Agent.Names;

/// <summary>Reads what <see cref="LeaseReport"/> wrote; on the host it comes from the container, which is not trusted.</summary>
/// <param name="find">The document's place now; null: there is none that may be read.</param>
/// <param name="kea">Asked how often it had no address; null: nobody is.</param>
public sealed class LeasesSource(Func<string?> find, KeaControl? kea = null)
{
    private const int LargestDocument = 1024 * 1024;
    private const int LongestText = 255;
    private const int MostPools = 64;

    public async Task<LeasesDocument> ReadAsync(CancellationToken cancellation)
    {
        if (find() is not { } path || LinuxFile.Stat(path) is null)
            throw new FileNotFoundException("no leases are known yet: the container's agent writes them down once it serves; see `gateway status`");
        await using var file = LinuxFile.OpenPlain(path);
        if (file.Length > LargestDocument)
            throw new FormatException($"reading the leases: {path} has {file.Length} bytes, more than the container's agent writes");
        using var reader = new StreamReader(file);
        var document = LeasesJson.Parse(await reader.ReadToEndAsync(cancellation));
        return document.Leases.Length <= LeasesDocument.MostShown && IsPlain(document.Domain) && document.Leases.All(IsPlain)
            && document.Pools.Length <= MostPools && document.Pools.All(IsPlain)
            ? document with { Refused = await RefusedAsync(cancellation) }
            : throw new FormatException($"reading the leases: {path} holds what the container's agent does not write");
    }

    /// <summary>The leases are shown without.</summary>
    private async Task<long?> RefusedAsync(CancellationToken cancellation)
    {
        if (kea is null)
            return null;
        try
        {
            return KeaCommands.RefusalsIn(await kea.AnswerAsync(KeaCommands.Refusals(), cancellation));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return null;
        }
    }

    private static bool IsPlain(PoolUse? pool) => pool is not null && IsPlain(pool.Table);

    private static bool IsPlain(LeaseEntry? lease) =>
        lease is not null && IPAddress.TryParse(lease.Address, out _) && IsPlain(lease.Mac) && IsPlain(lease.HostName) && IsPlain(lease.Name) && IsPlain(lease.Refused);

    /// <summary>Nothing that a terminal would obey.</summary>
    private static bool IsPlain(string? text) => text is null || (text.Length <= LongestText && text.All(static c => c is > ' ' and <= '~'));
}
