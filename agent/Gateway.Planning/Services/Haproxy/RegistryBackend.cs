using Gateway.Planning.Services.Registry;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>The private registry behind HAProxy: who may do what.</summary>
/// <remarks>
/// The rights are maps of <c>CLIENT:/v2/PREFIX/</c>, compared with the beginning of client and path. So the path must be what docker-registry takes it for:
/// of plain parts alone. The same for the one right that stands in the query, and nothing of a query may stand in the body, where docker-registry would look first.
/// </remarks>
internal static class RegistryBackend
{
    private const string Name = "registry";
    private const string PlainPath = "^/v2(/[A-Za-z0-9_][A-Za-z0-9_.:+-]*)*/?$";
    private const string PlainName = "^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$";

    /// <summary>HAProxy takes a further question mark for a separator, docker-registry does not.</summary>
    private const string PlainQuery = "^(?:(?:mount|from|digest|n|last|_state|origin|artifactType)=[^&;?]*(?:&|$))*$";

    public static void Render(ConfText text, SecureConfig config) => text.Line("").Block($"backend {Name}", backend =>
    {
        Requests(backend);
        Rights(backend, config.AnonymousPull);
        backend
            .Line($"acl frozen str(frozen) -m str -f opt@{RegistryDefaults.Frozen}")
            .Line(OciError.Rule(503, "UNAVAILABLE", "the registry is being cleared up and takes no push for a moment: try again", "if writes frozen"))
            .Line("timeout server 10m")
            .Line("retries 10")
            .Line("retry-on conn-failure empty-response")
            .Line("http-request disable-l7-retry if writes")
            .Line($"server registry unix@{RegistryConfig.Socket}");
    });

    private static void Requests(ConfText backend) => backend
        .Line("acl reads method GET HEAD")
        .Line("acl writes method POST PUT PATCH DELETE")
        .Line("acl start path /v2 /v2/")
        .Line(OciError.Rule(405, "UNSUPPORTED", "no registry knows this method", "if !reads !writes"))
        .Line(OciError.Rule(400, "NAME_INVALID", "the path has escaped characters or empty parts: write it plainly", $"if !{{ path -m reg {PlainPath} }}"))
        .Line(OciError.Rule(400, "UNSUPPORTED", "the query has keys that no registry knows", $"if {{ query -m found }} !{{ query -m reg {PlainQuery} }}"))
        .Line(OciError.Rule(400, "UNSUPPORTED", "a form is not taken here", "if { req.hdr(Content-Type) -m sub -i x-www-form-urlencoded form-data }"))
        .Line("http-request del-header Authorization");

    /// <summary>What a client may not mount it uploads: the key is taken out of the query, and the upload begins as any other.</summary>
    private static void Rights(ConfText backend, bool anonymousPull)
    {
        var pull = ServedCertificates.PathOf(ServedCertificates.PullMap);
        var push = ServedCertificates.PathOf(ServedCertificates.PushMap);
        backend
            .Line($"acl known var({SecureConf.Client}) -m found")
            .Line("http-request set-var(txn.path) path")
            .Line($"http-request set-var(txn.right) var({SecureConf.Client}),concat(:,txn.path)")
            .Line($"acl may-pull var(txn.right),map_beg({pull}) -m found")
            .Line($"acl may-push var(txn.right),map_beg({push}) -m found")
            .Line(OciError.Rule(401, "UNAUTHORIZED", "show a client certificate: the gateway gives one to whoever is enrolled", anonymousPull ? "if !known writes" : "if !known"))
            .Line(Denied("pull this", anonymousPull ? "if { path -m beg /v2/_catalog } !may-pull" : "if reads !start !may-pull"))
            .Line(Denied("push here", "if writes !may-push"));
        if (!anonymousPull)
        {
            backend
                .Line("http-request set-var(txn.from) url_param(from),url_dec(1)")
                .Line($"http-request set-var(txn.source) var({SecureConf.Client}),concat(:/v2/,txn.from,/)")
                .Line($"acl plain-source var(txn.from) -m reg {PlainName}")
                .Line($"acl may-mount var(txn.source),map_beg({pull}) -m found")
                .Line("http-request set-uri %[path] if { url_param(from) -m found } !plain-source")
                .Line("http-request set-uri %[path] if { url_param(from) -m found } !may-mount");
        }
    }

    private static string Denied(string what, string condition) => OciError.Rule(
        403, "DENIED", $"the client %[var({SecureConf.Client})] may not {what}; its rights are set on the gateway: gateway client rights", condition);
}
