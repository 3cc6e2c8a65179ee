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
            .SelectMany(binding => FilesOf(binding.Role, binding.Card!, config, inventory))
            .ToImmutableArray();
        return new DesiredState
        {
            Files = files,
            Units = [new ManagedUnit(Udev, UnitGoal.Running) { ReloadOn = [.. files.Select(static file => file.Path)], Phase = UnitPhase.Network }],
        };
    }

    /// <summary>A card without a permanent MAC is never matched by PermanentMACAddress=, so a second file matches the present one.</summary>
    private static IEnumerable<ManagedFile> FilesOf(string role, NetworkCard card, GatewayConfig config, HostInventory inventory)
    {
        if (card.PermanentMac is { } permanent)
            yield return File($"10-gateway-{role}.link", role, $"PermanentMACAddress={permanent}");
        yield return File($"11-gateway-{role}.link", role, $"MACAddress={string.Join(' ', PresentMacs(role, card, config, inventory))}");
    }

    private static IEnumerable<string> PresentMacs(string role, NetworkCard card, GatewayConfig config, HostInventory inventory)
    {
        yield return card.Identity;
        var parent = LinkGoals.ParentMac(card, config, inventory);
        if (role == HostNames.Outside && parent != card.Identity)
            yield return parent;
    }

    private static ManagedFile File(string name, string role, string match) => new(
        $"/etc/systemd/network/{name}",
        new ConfText().Lines(
        [
            "[Match]",
            match,
            "Type=ether",
            "",
            "[Link]",
            $"Name={role}",
            "NamePolicy=",
            "AlternativeNamesPolicy=",
        ]).ToString());
}
