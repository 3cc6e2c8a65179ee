using Gateway.Planning.Services.Authority;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>The certificate authority behind HAProxy: enrolment over secure transport (RFC 7030).</summary>
internal static class EnrolmentConf
{
    public const string Name = "enrolment";

    private const string Paths = "/.well-known/est/cacerts /.well-known/est/simpleenroll /.well-known/est/simplereenroll";

    public static void Render(ConfText text) => text.Line("").Block($"backend {Name}", static backend => backend
        .Line("stick-table type ipv6 size 10k expire 1m store http_req_rate(10s)")
        .Line($"http-request return status 404 if !{{ path {Paths} }}")
        .Line("http-request track-sc0 src")
        .Line("http-request return status 429 hdr Retry-After 10 if { sc_http_req_rate(0) gt 10 }")
        .Line("http-request set-header X-Client-Address %[src]")
        .Line($"http-request set-header X-Client-Verified 1 if {{ var({SecureConf.Client}) -m found }}")
        .Line($"http-request set-header X-Client-Name %[var({SecureConf.Client})] if {{ var({SecureConf.Client}) -m found }}")
        .Line($"http-request set-header X-Client-Serial %[ssl_c_serial,hex] if {{ var({SecureConf.Client}) -m found }}")
        // The authority ends when nobody asks it, and its connections with it.
        .Line("http-reuse never")
        .Line("retries 10")
        .Line($"server authority unix@{AuthorityDefaults.EnrolmentSocketInChroot}"));
}
