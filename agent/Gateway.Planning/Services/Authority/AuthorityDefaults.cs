namespace Gateway.Planning.Services.Authority;

/// <summary>Where the certificate authority's things are in the container.</summary>
public static class AuthorityDefaults
{
    /// <summary>The user of the authority's process, and the group that may read what is served.</summary>
    public const string User = "gateway-authority";
    public const string Readers = "haproxy";

    /// <summary>The authority's own, keys included; on a volume.</summary>
    public const string State = "/var/lib/gateway/authority";

    /// <summary>What the others need; on a volume.</summary>
    public const string Served = "/var/lib/gateway/certificates";
    public const string Services = Served + "/services";
    public const string ClientCa = Served + "/client-ca.pem";
    public const string ClientCrl = Served + "/client.crl";
    public const string RootCertificate = Served + "/ca.crt";
    public const string PullMap = Served + "/pull.map";
    public const string PushMap = Served + "/push.map";

    /// <summary>What is wrong with the authority, for status.</summary>
    public const string Report = Served + "/report.json";

    /// <summary>Written last of all, whenever anything else of it was.</summary>
    public const string Changed = Served + "/changed";

    /// <summary>There from a change on until HAProxy is told of it.</summary>
    public const string Reload = Served + "/reload";

    /// <summary>What the authority is asked for.</summary>
    public const string Request = "/etc/gateway/authority.json";

    /// <summary>What a client can run to enrol.</summary>
    public const string EnrolScript = "/etc/gateway/enrol.sh";

    /// <summary>HAProxy's way to the authority, and the same in HAProxy's chroot.</summary>
    public const string EnrolmentSocket = "/var/lib/haproxy/authority.sock";
    public const string EnrolmentSocketInChroot = "/authority.sock";

    /// <summary>The operator's way to it.</summary>
    public const string ControlSocket = "/run/gateway-authority.sock";

    /// <summary>The names by which the authority finds the sockets that systemd hands to it.</summary>
    public const string EnrolmentName = "enrolment";
    public const string ControlName = "control";
}
