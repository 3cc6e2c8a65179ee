namespace Gateway.Planning.Services.Resolver;

/// <summary>Renders <c>resolv.conf</c> and <c>hosts</c>.</summary>
public static class ResolverConf
{
    public static string ResolvConf(ResolverConfig config) => new ConfText()
        .Lines(config.Servers.Select(static server => $"nameserver {server}"))
        .Line($"search {config.Domain}")
        .Line("options edns0 trust-ad")
        .ToString();

    /// <summary>The box knows itself even when its resolver does not run.</summary>
    public static string Hosts(ResolverConfig config) => new ConfText()
        .Line("127.0.0.1 localhost")
        .Line("::1 localhost ip6-localhost ip6-loopback")
        .Line($"{config.Address} gateway.{config.Domain} gateway")
        .ToString();
}
