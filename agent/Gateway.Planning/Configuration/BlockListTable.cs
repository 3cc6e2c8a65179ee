using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table of the lists of names that are not to be found, and the keys of <c>[dns]</c> for all of them.</summary>
internal static class BlockListTable
{
    public const int SmallestLimit = 1000;
    public const int LargestLimit = 1_000_000;

    public static SettingTable BlockList { get; } = new("dns.block-list", "A list of names that are not to be found, such as those of advertisers; as many as there are lists, 32 at most.",
    [
        new Setting<string>("name", SettingTypes.Text(DomainText.ParseLabel), (config, value) => Last(config, list => list with { Name = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: status and logs speak of it by its name",
            Example = "\"ads\"",
            Limits = "letters, digits and inner hyphens, 63 at most; each list has its own",
            Doc = "What the list is called.",
        },
        new Setting<string>("url", SettingTypes.Text(BlockListText.ParseUrl), (config, value) => Last(config, list => list with { Url = value }))
        {
            WhenUnset = "the list is a file",
            Example = "\"https://lists.example.org/ads.txt\"",
            Limits = "an https:// address, 2000 characters at most",
            Doc = "Where the list is fetched from, with the server's certificate checked.",
        },
        new Setting<string>("file", SettingTypes.Text(BlockListText.ParseFile), (config, value) => Last(config, list => list with { File = value }))
        {
            WhenUnset = "the list is fetched",
            Example = "\"office.txt\"",
            Limits = "a file's name: letters, digits, points, hyphens and underscores; 16 MiB at most in the file",
            Doc = "The file in the folder block-lists of the boot partition.",
        },
    ])
    { Begin = config => config with { Dns = config.Dns with { BlockLists = config.Dns.BlockLists.Add(new BlockListConfig()) } } };

    public static ImmutableArray<Setting> Settings { get; } =
    [
        new Setting<BlockAnswer>("block-answer", SettingTypes.Word<BlockAnswer>(), (config, value) => With(config, dns => dns with { BlockAnswer = value }))
        {
            Default = "\"nxdomain\"",
            Example = "\"zero\"",
            Limits = "nxdomain or zero",
            Doc = "What is said of a name on a block list: that there is none, or the addresses 0.0.0.0 and ::.",
        },
        new Setting<ImmutableArray<string>>("block-allow", SettingTypes.List(DomainText.ParseHost), (config, value) => With(config, dns => dns with { BlockAllow = value }))
        {
            Default = "[]",
            Example = "[\"login.example.com\"]",
            Limits = "domain names in ASCII, without a point at the end",
            Doc = "Names that are found, with all under them, whatever the lists say.",
        },
        new Setting<TimeSpan>("block-refresh", SettingTypes.Text(text => DurationText.Parse(text, "1h", "30d")), (config, value) => With(config, dns => dns with { BlockRefresh = value }))
        {
            Default = "\"1d\"",
            Example = "\"12h\"",
            Limits = "a duration (s, m, h or d) from 1h to 30d",
            Doc = "How old a list may be before it is fetched again, a tenth more or less by chance.",
        },
        new Setting<int>("block-limit", SettingTypes.Integer(SmallestLimit, LargestLimit), (config, value) => With(config, dns => dns with { BlockLimit = value }))
        {
            Default = "200000",
            Example = "500000",
            Limits = $"{SmallestLimit} to {LargestLimit}",
            Doc = "How many names are taken at most, of all lists together; each costs the resolver 370 bytes of memory.",
        },
    ];

    private static GatewayConfig With(GatewayConfig config, Func<DnsConfig, DnsConfig> change) => config with { Dns = change(config.Dns) };

    private static GatewayConfig Last(GatewayConfig config, Func<BlockListConfig, BlockListConfig> change) => config with
    {
        Dns = config.Dns with { BlockLists = config.Dns.BlockLists.SetItem(config.Dns.BlockLists.Length - 1, change(config.Dns.BlockLists[^1])) },
    };
}
