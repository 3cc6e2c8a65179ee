using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Host.Files;

/// <summary>udev's <c>.link</c> files: a card that comes, or comes back from a killed container, gets its role's name and no other.</summary>
public static class LinkFiles
{
    private const string Udev = "systemd-udevd.service";

    public static DesiredState Plan(GatewayConfig config, RoleBindings bindings, HostInventory inventory)
    {
        var files = bindings.All
            .Where(static binding => binding.Card is not null)
            .SelectMany(binding => FilesOf(binding, config, inventory))
            .ToImmutableArray();
        return new DesiredState
        {
            Files = files,
            Units = [new ManagedUnit(Udev, UnitGoal.Running) { ReloadOn = [.. files.Select(static file => file.Path)], Phase = UnitPhase.Network }],
        };
    }

    /// <summary>A card without a permanent MAC is never matched by PermanentMACAddress=, so a second file matches the present one.</summary>
    private static IEnumerable<ManagedFile> FilesOf(RoleBinding binding, GatewayConfig config, HostInventory inventory)
    {
        var card = binding.Card!;
        // Where another card has the same MAC, the place tells them apart.
        var place = card.Path is { } path && inventory.Cards.Any(other => other.Identity == card.Identity && !other.IsSameAs(card)) ? new[] { $"Path={path}" } : [];
        if (card.PermanentMac is { } permanent)
            yield return File($"10-gateway-{binding.Role}.link", binding.Role, [$"PermanentMACAddress={permanent}", .. place]);
        yield return File($"11-gateway-{binding.Role}.link", binding.Role, [$"MACAddress={string.Join(' ', PresentMacs(binding, config, inventory))}", .. place]);
    }

    private static IEnumerable<string> PresentMacs(RoleBinding binding, GatewayConfig config, HostInventory inventory)
    {
        string[] macs = binding.Role == HostNames.Outside
            ? [binding.Card!.Identity, binding.OwnMac!, LinkGoals.ParentMac(binding, config, inventory)]
            : [binding.Card!.Identity, binding.OwnMac!];
        return macs.Distinct();
    }

    private static ManagedFile File(string name, string role, string[] match) => new(
        $"/etc/systemd/network/{name}",
        new ConfText().Lines(
        [
            "[Match]",
            .. match,
            "Type=ether",
            "",
            "[Link]",
            $"Name={role}",
            "NamePolicy=",
            "AlternativeNamesPolicy=",
        ]).ToString());
}
