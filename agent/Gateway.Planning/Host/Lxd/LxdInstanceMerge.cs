using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;
using StringMap = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Gateway.Planning.Host.Lxd;

/// <summary>What LXD has and what is wanted -&gt; what to send: foreign keys and devices stay.</summary>
public static class LxdInstanceMerge
{
    public static StringMap MergeConfig(StringMap present, StringMap wanted)
    {
        foreach (var (key, value) in wanted)
            present = value.Length == 0 ? present.Remove(key) : present.SetItem(key, value);
        return present;
    }

    public static Devices MergeDevices(Devices present, Devices wanted) =>
        present.RemoveRange(LxdKeys.RoleDevices.Concat(present.Keys.Where(LxdKeys.IsMirror))).SetItems(wanted);
}
