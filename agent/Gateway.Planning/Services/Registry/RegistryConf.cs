namespace Gateway.Planning.Services.Registry;

/// <summary>Renders the configuration of one docker-registry process, which listens on a socket for HAProxy alone.</summary>
/// <remarks>
/// Without <c>http.secret</c> the registry makes one at every start, which suits a single process; so none is kept anywhere.
/// What a blob is, is read from disk each time: a process that remembered would offer what was cleared away.
/// </remarks>
public static class RegistryConf
{
    public static string Render(RegistryInstance instance)
    {
        var text = new ConfText(indent: "  ")
            .Line("version: 0.1")
            .Block("log:", log => log
                .Line($"level: {(instance.Debug ? "debug" : "warn")}")
                .Block("accesslog:", static access => access.Line("disabled: true")))
            .Block("storage:", storage => Storage(storage, instance))
            .Block("http:", http => Http(http, instance));
        return instance.Upstream is { } upstream ? text.Block("proxy:", proxy => Proxy(proxy, upstream)).ToString() : text.ToString();
    }

    /// <summary>A mirror's own time limit ends with a deletion, which is not enabled: nothing goes for its age alone.</summary>
    private static void Storage(ConfText storage, RegistryInstance instance)
    {
        storage
            .Block("filesystem:", filesystem => filesystem.Line($"rootdirectory: {instance.Directory}"))
            .Block("delete:", delete => delete.Line($"enabled: {(instance.TakesPushes ? "true" : "false")}"));
        if (instance is { TakesPushes: false, Upstream: null })
        {
            storage.Block("maintenance:", static maintenance => maintenance
                .Block("uploadpurging:", static purging => purging.Line("enabled: false"))
                .Block("readonly:", static only => only.Line("enabled: true")));
        }
    }

    private static void Http(ConfText http, RegistryInstance instance) => http
        .Line("net: unix")
        .Line($"addr: {instance.Socket}")
        .Line($"draintimeout: {RegistryDefaults.DrainTime}")
        .Block("headers:", static headers => headers.Line("X-Content-Type-Options: [nosniff]"));

    private static void Proxy(ConfText proxy, RegistryUpstream upstream)
    {
        proxy.Line($"remoteurl: {upstream.Url}");
        if (upstream is { Username: { } username, Password: { } password })
        {
            proxy.Line($"username: \"{username}\"").Line($"password: \"{password.Reveal()}\"");
        }
    }
}
