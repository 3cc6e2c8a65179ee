using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table on the proxy.</summary>
internal static class ProxyTables
{
    public static SettingTable Proxy { get; } = new("proxy", "The explicit web proxy of the inside.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => With(config, proxy => proxy with { Enabled = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Run the proxy, which the inside knows as proxy under the domain.",
        },
        new Setting<int>("cache-size", SettingTypes.Text(static text => SizeText.ParseOrOff(text, "16M", "64G")), (config, value) => With(config, proxy => proxy with { CacheSize = value }))
        {
            WhenUnset = "three quarters of the twentieth of the disk that is the proxy's, at least 96M and at most 2G",
            Example = "\"4G\"",
            Limits = "a size (M or G) from 16M to 64G, or off",
            Doc = "How much of what was fetched is kept on disk; off, nothing.",
        },
        new Setting<int>("cache-memory", SettingTypes.Text(static text => SizeText.Parse(text, "8M", "4G")), (config, value) => With(config, proxy => proxy with { CacheMemory = value }))
        {
            Default = "\"32M\"",
            Example = "\"128M\"",
            Limits = "a size (M or G) from 8M to 4G",
            Doc = "How much of it is kept in memory too.",
        },
        new Setting<ImmutableArray<int>>("connect-ports", NumberLists.Of(1, 65535, least: 1), (config, value) => With(config, proxy => proxy with { ConnectPorts = value }))
        {
            Default = "[443]",
            Example = "[443, 8443, 993]",
            Limits = "TCP ports, 1 to 65535, at least one",
            Doc = "The ports that a tunnel (CONNECT, as for https) may lead to.",
        },
        new Setting<bool>("access-log", SettingTypes.Boolean, (config, value) => With(config, proxy => proxy with { AccessLog = value }))
        {
            Default = "false",
            Example = "true",
            Limits = "true or false",
            Doc = "Log each request with who asked, to the journal: gateway logs squid.",
        },
        new Setting<bool>("wpad", SettingTypes.Boolean, (config, value) => With(config, proxy => proxy with { Wpad = value }))
        {
            Default = "false",
            Example = "true",
            Limits = "true or false; true with the proxy off is an error",
            Doc = "Tell browsers of the proxy by themselves: DHCP option 252, the name wpad and the PAC file behind both.",
        },
    ]);

    private static GatewayConfig With(GatewayConfig config, Func<ProxyConfig, ProxyConfig> change) => config with { Proxy = change(config.Proxy) };
}
