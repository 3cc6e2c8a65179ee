using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Commands;
using Gateway.Planning.Host;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>Carries out the steps on cards, in order.</summary>
public sealed partial class LinkApplier(ICommandRunner commands, ILogger<LinkApplier> logger)
{
    public async Task ApplyAsync(ImmutableArray<LinkChange> changes, CancellationToken cancellation)
    {
        foreach (var change in changes)
        {
            LogChange(logger, change.ToText());
            await commands.RunCheckedAsync(CommandOf(change), cancellation);
        }
    }

    private static Command CommandOf(LinkChange change) => change switch
    {
        LinkChange.Down down => Set(down.Link, "down"),
        LinkChange.Up up => Set(up.Link, "up"),
        LinkChange.Rename rename => Set(rename.Link, "name", rename.Name),
        LinkChange.SetMac mac => Set(mac.Link, "address", mac.Mac),
        LinkChange.SetMtu mtu => Set(mtu.Link, "mtu", mtu.Mtu.ToString(CultureInfo.InvariantCulture)),
        LinkChange.RemoveAlternativeName name => Command.Of("ip", "link", "property", "del", "dev", name.Link, "altname", name.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };

    private static Command Set(string link, params ReadOnlySpan<string> what) => Command.Of("ip", ["link", "set", "dev", link, .. what]);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Change}")]
    private static partial void LogChange(ILogger logger, string change);
}
