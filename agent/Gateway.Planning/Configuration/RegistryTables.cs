using Gateway.Planning.Secrets;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on registries.</summary>
internal static class RegistryTables
{
    private const string UsernameLimits = "together with password; printable ASCII without quotes, 128 characters at most";
    private const string PasswordLimits = "together with username; printable ASCII without quotes, 512 characters at most, or secret:NAME";

    public static SettingTable Registry { get; } = new("registry", "The container registries.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => With(config, registry => registry with { Enabled = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Run the private registry.",
        },
        new Setting<TlsVersion>("tls-minimum", TlsVersionText.Type, (config, value) => With(config, registry => registry with { TlsMinimum = value }))
        {
            Default = "\"1.2\"",
            Example = "\"1.3\"",
            Limits = "1.2 or 1.3",
            Doc = "The oldest TLS that is spoken on ports 443 and 5000; 1.3 is preferred where both sides have it.",
        },
        new Setting<bool>("anonymous-pull", SettingTypes.Boolean, (config, value) => With(config, registry => registry with { AnonymousPull = value }))
        {
            Default = "false",
            Example = "false",
            Limits = "true or false",
            Doc = "Let those pull from the private registry, too, who show no client certificate; nobody pushes without one.",
        },
        Quota((config, value) => With(config, registry => registry with { Quota = value })),
        new Setting<bool>("access-log", SettingTypes.Boolean, (config, value) => With(config, registry => registry with { AccessLog = value }))
        {
            Default = "false",
            Example = "true",
            Limits = "true or false",
            Doc = "Log each request to the registry and the mirrors with the client's name, to the journal: gateway logs haproxy.",
        },
    ]);

    public static SettingTable DockerHub { get; } = new("registry.docker-hub", "The mirror of Docker Hub.",
    [
        HubEnabled("enabled"),
        Username((config, value) => Hub(config, hub => hub with { Username = value })),
        Password((config, value) => Hub(config, hub => hub with { Password = value })),
        AnonymousPull((config, value) => Hub(config, hub => hub with { AnonymousPull = value })),
        Quota((config, value) => Hub(config, hub => hub with { Quota = value })),
        Via((config, value) => Hub(config, hub => hub with { Via = value })),
    ]);

    public static SettingTable Mirror { get; } = new("registry.mirror", "A mirror of another registry; as many as there are registries.",
    [
        new Setting<string>("name", SettingTypes.Text(MirrorText.ParseName), (config, value) => Last(config, mirror => mirror with { Name = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every mirror has a name",
            Example = "\"ghcr\"",
            Limits = "small letters, digits and inner hyphens, 32 at most; not docker-hub; no name twice, and 16 mirrors at most",
            Doc = "The mirror's name: clients pull from NAME.mirror under the domain.",
        },
        new Setting<string>("url", SettingTypes.Text(MirrorText.ParseUrl), (config, value) => Last(config, mirror => mirror with { Url = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every mirror has an upstream",
            Example = "\"https://ghcr.io\"",
            Limits = "https:// or http://, a host and a port if need be; no path, no user",
            Doc = "The registry that is mirrored.",
        },
        Username((config, value) => Last(config, mirror => mirror with { Username = value })),
        Password((config, value) => Last(config, mirror => mirror with { Password = value })),
        AnonymousPull((config, value) => Last(config, mirror => mirror with { AnonymousPull = value })),
        Quota((config, value) => Last(config, mirror => mirror with { Quota = value })),
        Via((config, value) => Last(config, mirror => mirror with { Via = value })),
    ])
    {
        Begin = config => With(config, registry => registry with { Mirrors = registry.Mirrors.Add(new MirrorConfig()) }),
        Former = HubEnabled("mirror"),
    };

    private static Setting<bool> HubEnabled(string key) => new(key, SettingTypes.Boolean, (config, value) => With(config, registry => registry with { Mirror = value }))
    {
        Default = "true",
        Example = "true",
        Limits = "true or false",
        Doc = "Run the mirror of Docker Hub, which keeps what was pulled once.",
    };

    private static Setting<string> Username(Func<GatewayConfig, string, GatewayConfig> with) => new("username", SettingTypes.Text(MirrorText.ParseUsername), with)
    {
        WhenUnset = "the upstream is asked without credentials",
        Example = "\"example\"",
        Limits = UsernameLimits,
        Doc = "The user at the upstream; everybody who may pull from the mirror then pulls what this user may.",
    };

    private static SecretSetting Password(Func<GatewayConfig, Secret, GatewayConfig> with) => new("password", MirrorText.ParsePassword, with)
    {
        WhenUnset = "the upstream is asked without credentials",
        Example = "\"secret:docker-hub\"",
        Limits = PasswordLimits,
        Doc = "The user's password or access token.",
    };

    private static Setting<bool> AnonymousPull(Func<GatewayConfig, bool, GatewayConfig> with) => new("anonymous-pull", SettingTypes.Boolean, with)
    {
        Default = "false",
        Example = "false",
        Limits = "true or false; true with a username is an error",
        Doc = "Let those pull, too, who show no client certificate.",
    };

    private static Setting<int> Quota(Func<GatewayConfig, int, GatewayConfig> with) => new("quota", SettingTypes.Text(static text => SizeText.Parse(text, "128M", "2048G")), with)
    {
        WhenUnset = "an equal share, with the other registries that have none, of the two fifths of the disk that registries have together",
        Example = "\"20G\"",
        Limits = "a size (M or G) from 128M to 2048G; together at most two fifths of the disk, or each gets less in proportion",
        Doc = "How much of the disk it may have.",
    };

    private static Setting<string> Via(Func<GatewayConfig, string, GatewayConfig> with) => new("via", SettingTypes.Text(OutboundText.Parse), with)
    {
        Default = "\"direct\"",
        Example = "\"tor\"",
        Limits = "direct, tor, or socks5:// or http:// with an address and a port; no name, no user",
        Doc = "The way to the upstream. With tor or a proxy nothing of the mirror leaves by any other way, its questions about names included: while that way is shut, only what is kept is served.",
    };

    private static GatewayConfig With(GatewayConfig config, Func<RegistryConfig, RegistryConfig> change) => config with { Registry = change(config.Registry) };

    private static GatewayConfig Hub(GatewayConfig config, Func<MirrorConfig, MirrorConfig> change) =>
        With(config, registry => registry with { DockerHub = change(registry.DockerHub) });

    private static GatewayConfig Last(GatewayConfig config, Func<MirrorConfig, MirrorConfig> change) =>
        With(config, registry => registry with { Mirrors = registry.Mirrors.SetItem(registry.Mirrors.Length - 1, change(registry.Mirrors[^1])) });
}
