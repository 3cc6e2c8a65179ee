using Gateway.Planning.Services.Authority;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>What the box's certificate authority lays out for HAProxy, below one folder.</summary>
public static class ServedCertificates
{
    public const string Folder = AuthorityDefaults.Served;

    public const string Root = "ca.crt";
    public const string ClientAuthorities = "client-ca.pem";
    public const string Revoked = "client.crl";
    public const string PullMap = "pull.map";
    public const string PushMap = "push.map";
    public const string Gateway = "services/gateway.pem";
    public const string Registry = "services/registry.pem";
    public const string Mirror = "services/mirror.pem";

    public static string PathOf(string name) => $"{Folder}/{name}";

    /// <summary>Whether all that a service needs has been written; haproxy does not start without a file that it is told of.</summary>
    public static bool Has(StackObservation observation, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!observation.ServedCertificates.Contains(name))
            {
                return false;
            }
        }

        return true;
    }
}
