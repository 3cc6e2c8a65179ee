using System.Collections.Immutable;

namespace Gateway.Planning.Host.Lxd;

/// <summary>
/// A role that moves to another card while the container runs, or whose card was out and is back before LXD was told: the device's
/// name and parent stay the same, so LXD would see no difference. The old device is taken away in one turn and the new one given in the next.
/// </summary>
public static class CardRelease
{
    /// <summary>The roles whose device in the running container rests on another card than wanted, or on none.</summary>
    public static ImmutableArray<string> RolesOf(LxdInstanceGoal goal, LxdObservedInstance? observed) =>
        observed is not { Running: true }
            ? []
            : [.. LxdKeys.RoleDevices.Where(role => observed.Devices.ContainsKey(role) && (HasMoved(role, goal, observed) || IsLost(role, goal, observed)))];

    /// <summary>The goal of the first of the two turns.</summary>
    public static LxdInstanceGoal Without(LxdInstanceGoal goal, ImmutableArray<string> roles)
    {
        foreach (var role in roles)
        {
            goal = goal with
            {
                Devices = goal.Devices.Remove(role),
                Config = goal.Config.SetItem(LxdKeys.CardOf(role), ""),
            };
        }

        return goal;
    }

    private static bool HasMoved(string role, LxdInstanceGoal goal, LxdObservedInstance observed) =>
        observed.Config.TryGetValue(LxdKeys.CardOf(role), out var card)
        && goal.Config.GetValueOrDefault(LxdKeys.CardOf(role), "") is { Length: > 0 } wanted
        && card != wanted;

    /// <summary>LXD has given it, and it went with its card. Of a container that starts or dies no interface is known, and nothing is concluded.</summary>
    private static bool IsLost(string role, LxdInstanceGoal goal, LxdObservedInstance observed) =>
        goal.Devices.ContainsKey(role) && !observed.Interfaces.IsEmpty && !observed.Interfaces.ContainsKey(role);
}
