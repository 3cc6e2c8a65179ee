using Gateway.Planning.Services.Mirror;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>A mirror behind HAProxy: every client may pull, nobody pushes. While the first process cannot be connected to, the other one gives what is kept.</summary>
internal static class MirrorBackend
{
    public static string NameOf(MirrorInstance mirror) => $"mirror-{mirror.Name}";

    public static void Render(ConfText text, MirrorInstance mirror)
    {
        text.Line("").Block($"backend {NameOf(mirror)}", backend => backend
            .Line(OciError.Rule(405, "UNSUPPORTED", "a mirror only gives: push to the private registry", "if !{ method GET HEAD }"))
            .LineIf(!mirror.Mirror.AnonymousPull, OciError.Rule(401, "UNAUTHORIZED", "show a client certificate: the gateway gives one to whoever is enrolled", $"if !{{ var({SecureConf.Client}) -m found }}"))
            .Line("http-request del-header Authorization")
            .Line("timeout server 10m")
            .Line("balance first")
            .Line("option redispatch 1")
            .Line("retries 3")
            .Line("retry-on conn-failure empty-response")
            .Line($"server upstream unix@{mirror.Socket}")
            .Line($"server kept unix@{mirror.KeptSocket}"));
    }
}
