namespace Gateway.Planning.Configuration;

/// <summary>Each list has a name of its own and comes from one place.</summary>
internal static class BlockListChecks
{
    private const int Most = 32;

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, list) in config.Dns.BlockLists.Index())
        {
            var place = $"dns.block-list[{index + 1}]";
            if (places.AreGood($"{place}.name", $"{place}.url", $"{place}.file"))
            {
                CheckList(list, place, first, places, errors);
            }
        }

        if (config.Dns.BlockLists.Length > Most && places.Of($"dns.block-list[{Most + 1}].name") is { } last)
        {
            errors.Add(last, $"there are {config.Dns.BlockLists.Length} block lists, more than {Most}", "many publishers offer one list that holds the others");
        }
    }

    private static void CheckList(BlockListConfig list, string place, Dictionary<string, string> first, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var name = $"{place}.name";
        if (places.Of(name) is not { } named)
        {
            return;
        }

        if (!first.TryAdd(list.Name, name))
        {
            errors.Add(named, $"{name}: {list.Name} is already that of {places.Describe(first[list.Name])}", "give one of the two lists another name");
        }

        if (list.Url is not null && list.File is not null)
        {
            errors.Add(places.Of($"{place}.file") ?? named, $"{place}: the list {list.Name} has a url and a file, and can come from one of them alone", "make two lists of it, or delete one of the two lines");
        }

        if (list.Url is null && list.File is null)
        {
            errors.Add(named, $"{place}: the list {list.Name} has neither a url nor a file", "write url = \"https://...\", or file = \"NAME\" with a file in the folder block-lists of the boot partition");
        }
    }
}
