using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Mirror;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>What speaks TLS, chosen by the name that the client asks for (SNI).</summary>
public sealed record SecureConfig
{
    public const int Port = 443;

    /// <summary>Docker Hub's mirror has it too, where daemons of old look for one.</summary>
    public const int MirrorPort = 5000;

    public required string Domain { get; init; }

    /// <summary>The gateway's in the inside; other segments have no registries.</summary>
    public required ImmutableArray<string> Addresses { get; init; }
    public TlsVersion TlsMinimum { get; init; }
    public bool LogsRequests { get; init; }

    /// <summary>Clients enrol here.</summary>
    public bool Enrolment { get; init; }
    public bool Registry { get; init; }

    /// <summary>Who shows no certificate may pull from the private registry.</summary>
    public bool AnonymousPull { get; init; }
    public ImmutableArray<MirrorInstance> Mirrors { get; init; } = [];

    public ImmutableArray<string> RegistryNames => [$"registry.{Domain}", $"bcmnet.{Domain}"];

    public bool HasHub => Mirrors.Any(static mirror => mirror.IsDockerHub);

    public ImmutableArray<(int Port, string Origin)> Ports =>
    [
        .. Enrolment ? new[] { (Port, "certificates") } : [],
        .. Registry ? new[] { (Port, "registry") } : [],
        .. Mirrors.Select(static mirror => (Port, mirror.IsDockerHub ? "registry.docker-hub" : "registry.mirror")).Distinct(),
        .. HasHub ? new[] { (MirrorPort, "registry.docker-hub") } : [],
    ];

    public string NameOf(MirrorInstance mirror) => $"{mirror.Label}.{Domain}";

    public static SecureConfig? From(StackDocument document, StackObservation observation)
    {
        var clients = ServedCertificates.Has(observation, ServedCertificates.ClientAuthorities, ServedCertificates.Revoked);
        var config = new SecureConfig
        {
            Domain = document.System.Domain,
            Addresses = SegmentNetwork.Of(document.Inside).Addresses,
            TlsMinimum = document.Registry.TlsMinimum,
            LogsRequests = document.Registry.AccessLog,
            Enrolment = clients && ServedCertificates.Has(observation, ServedCertificates.Gateway),
            Registry = clients && document.Registry.Enabled
                && ServedCertificates.Has(observation, ServedCertificates.Registry, ServedCertificates.PullMap, ServedCertificates.PushMap),
            AnonymousPull = document.Registry.AnonymousPull,
            Mirrors = clients && ServedCertificates.Has(observation, ServedCertificates.Mirror) ? Mirror.MirrorConfig.From(document).Instances : [],
        };
        return config.Ports.IsEmpty ? null : config;
    }
}
