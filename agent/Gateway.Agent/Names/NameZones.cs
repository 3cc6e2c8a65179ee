using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Knot;

namespace Gateway.Agent.Names;

/// <summary>The zones of names as Knot has them: read by transfer, changed by update (RFC 2136), both signed.</summary>
public sealed class NameZones(ICommandRunner commands, NameKey key)
{
    /// <summary>Knot is on this machine: one that does not answer soon does not answer.</summary>
    private const string Seconds = "5";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<ImmutableHashSet<ZoneRecord>> ReadAsync(NameScope scope, CancellationToken cancellation)
    {
        var zones = await Task.WhenAll(scope.Zones.Select(zone => TransferAsync(zone, cancellation)));
        return [.. zones.SelectMany(static records => records)];
    }

    /// <param name="script">What <see cref="ZoneUpdate"/> made. It goes through standard input: no name is ever an argument.</param>
    public Task UpdateAsync(string script, CancellationToken cancellation) => commands.RunCheckedAsync(
        Command.Of("knsupdate", "-v", "-t", Seconds, "-r", "1", "-k", key.Path) with { Input = script, Timeout = Timeout },
        cancellation);

    private async Task<ImmutableHashSet<ZoneRecord>> TransferAsync(string zone, CancellationToken cancellation) => ZoneRecord.Parse(zone, await commands.RunCheckedAsync(
        Command.Of("kdig", $"@{KnotDefaults.Address}", $"{zone}.", "AXFR", "-k", key.Path, "+noall", "+answer", $"+timeout={Seconds}", "+retry=0") with { Timeout = Timeout },
        cancellation));
}
