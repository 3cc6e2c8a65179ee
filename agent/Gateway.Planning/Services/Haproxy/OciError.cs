namespace Gateway.Planning.Services.Haproxy;

/// <summary>A refusal as the OCI Distribution Specification has it, whose words clients show.</summary>
internal static class OciError
{
    /// <param name="status">The code of the reply.</param>
    /// <param name="code">One of the specification's.</param>
    /// <param name="message">Words; haproxy puts in what stands in <c>%[]</c>.</param>
    /// <param name="condition">As haproxy writes it, with <c>if</c>.</param>
    public static string Rule(int status, string code, string message, string condition)
    {
        var text = HaproxyConf.Quoted($$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}""");
        return $"http-request return status {status} content-type application/json lf-string {text} hdr Docker-Distribution-Api-Version registry/2.0 {condition}";
    }
}
