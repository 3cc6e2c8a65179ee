using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[certificates]</c>: what the box's own certificate authority issues.</summary>
public sealed record CertificatesConfig
{
    /// <summary>Further names of the box, in the certificate of <c>gateway</c>; lower case.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>How long a certificate of the box's own services is valid.</summary>
    public TimeSpan ServiceLife { get; init; } = CertificatesDefaults.ServiceLife;

    /// <summary>How long before its end it is renewed.</summary>
    public TimeSpan RenewBefore { get; init; } = CertificatesDefaults.RenewBefore;

    /// <summary>How long a client's certificate is valid.</summary>
    public TimeSpan ClientLife { get; init; } = CertificatesDefaults.ClientLife;
}

public static class CertificatesDefaults
{
    public static TimeSpan ServiceLife { get; } = TimeSpan.FromDays(30);
    public static TimeSpan RenewBefore { get; } = TimeSpan.FromDays(10);
    public static TimeSpan ClientLife { get; } = TimeSpan.FromDays(365);
}
