using Gateway.Agent.Authority;
using Gateway.Planning.Authority;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Authority;

/// <summary>A certificate authority in a folder of its own, with a clock that the test sets.</summary>
internal sealed class AuthorityFixture : IDisposable
{
    public static DateTimeOffset Begin { get; } = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _root = new();
    private readonly SettableClock _clock = new() { Now = Begin };

    public AuthorityFixture()
    {
        Folders = new AuthorityFolders(_root.Path);
        Directory.CreateDirectory(Folders.State);
        Directory.CreateDirectory(Folders.Services);
        Ask(Request);
        _root.Write("etc/gateway/enrol.sh", "#!/bin/sh\n");
        Authority = Open();
    }

    public static AuthorityRequest Request { get; } = new()
    {
        Domain = "home.arpa",
        Services =
        [
            new ServiceNames("gateway", ["gateway.home.arpa", "gateway.example.org"], ["192.168.4.1", "fd12:3456:789a::1"]),
            new ServiceNames("registry", ["registry.home.arpa", "bcmnet.home.arpa"], ["192.168.4.1"]),
        ],
        ServiceLife = TimeSpan.FromDays(30),
        RenewBefore = TimeSpan.FromDays(10),
        ClientLife = TimeSpan.FromDays(365),
    };

    public AuthorityFolders Folders { get; }

    public CertificateAuthority Authority { get; private set; }

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    public string Fingerprint => Authority.With(static (keys, _) => keys.Fingerprint);

    public AuthorityReport Report => AuthorityReportJson.Parse(File.ReadAllText(Folders.Report));

    public void Ask(AuthorityRequest request) => _root.Write("etc/gateway/authority.json", AuthorityRequestJson.ToText(request));

    /// <summary>The process ends and another one begins.</summary>
    public void Restart()
    {
        Authority.Dispose();
        Authority = Open();
        Authority.Renew();
    }

    public void Dispose()
    {
        Authority.Dispose();
        _root.Dispose();
    }

    private CertificateAuthority Open() => new(Folders, _clock, NullLogger.Instance);

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
