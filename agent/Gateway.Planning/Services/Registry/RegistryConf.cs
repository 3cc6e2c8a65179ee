namespace Gateway.Planning.Services.Registry;

/// <summary>Renders the configuration of one docker-registry instance.</summary>
/// <remarks>Without <c>http.secret</c> the registry makes one at every start, which suits a single process; so none is kept anywhere.</remarks>
public static class RegistryConf
{
    /// <param name="upstream">The registry to pull through, or null for one that is pushed to.</param>
    /// <param name="debug">True: each request and what it led to is logged.</param>
    public static string Render(string instance, string address, string? upstream = null, bool debug = false)
    {
        var text = new ConfText(indent: "  ")
            .Line("version: 0.1")
            .Block("log:", log => log
                .Line($"level: {(debug ? "debug" : "warn")}")
                .Block("accesslog:", static access => access.Line("disabled: true")))
            .Block("storage:", storage => Storage(storage, instance))
            .Block("http:", http => Http(http, address));
        return upstream is null
            ? text.ToString()
            : text.Block("proxy:", proxy => proxy.Line($"remoteurl: {upstream}")).ToString();
    }

    private static void Storage(ConfText storage, string instance) => storage
        .Block("filesystem:", filesystem => filesystem.Line($"rootdirectory: /var/lib/docker-registry/{instance}"))
        .Block("delete:", static delete => delete.Line("enabled: true"))
        .Block("cache:", static cache => cache.Line("blobdescriptor: inmemory"));

    private static void Http(ConfText http, string address) => http
        .Line($"addr: {address}")
        .Block("headers:", static headers => headers.Line("X-Content-Type-Options: [nosniff]"));
}
