using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Gateway.Agent.Authority;
using Gateway.Agent.Control;
using Gateway.Agent.Systemd;
using Gateway.Planning.Authority;
using Gateway.Planning.Services.Authority;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Daemon.Tests;

/// <summary>The authority as it runs, behind Debian's HAProxy with its certificates, and what Debian's openssl thinks of what it issues.</summary>
public sealed class EnrolmentTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Client = "laptop";
    private const string TlsSocket = "/tmp/tls.sock";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_enrols_renews_and_is_revoked()
    {
        StackRoot.Require();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var authority = await RunningAuthority.StartAsync(root, deadline.Token);
        var token = (await authority.AskAsync("add", Client, "pull")).Deserialize(ClientDocumentsJson.Default.ClientTokenDocument)!;
        X509Certificate2 certificate;
        using (Haproxy())
        {
            using var anonymous = Http(authority.Folders, null);
            Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync("/.well-known/est/cacerts", deadline.Token)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anonymous, "simpleenroll", "wrong", deadline.Token)).Response.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(anonymous, "simplereenroll", null, deadline.Token)).Response.StatusCode);
            var enrolled = await SendAsync(anonymous, "simpleenroll", token.Token, deadline.Token);
            certificate = await CertificateAsync(enrolled, deadline.Token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anonymous, "simpleenroll", token.Token, deadline.Token)).Response.StatusCode);

            using var known = Http(authority.Folders, certificate);
            using var renewed = await CertificateAsync(await SendAsync(known, "simplereenroll", null, deadline.Token), deadline.Token);
            Assert.NotEqual(certificate.SerialNumber, renewed.SerialNumber);
        }

        root.Place("/tmp/client.pem", certificate.ExportCertificatePem() + "\n");
        Assert.Contains("OK", Verify("client.pem", "sslclient").Output);

        await authority.AskAsync("revoke", Client);

        Assert.Contains("certificate revoked", Verify("client.pem", "sslclient").Output);
        using (Haproxy())
        {
            using var known = Http(authority.Folders, certificate);
            // TLS 1.3 tells a client only after its handshake.
            await Assert.ThrowsAsync<HttpRequestException>(() => known.GetAsync("/.well-known/est/cacerts", deadline.Token));
        }

        certificate.Dispose();
    }

    [Fact]
    public async Task Openssl_verifies_the_services_by_every_name_and_address()
    {
        StackRoot.Require();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var authority = await RunningAuthority.StartAsync(root, deadline.Token);

        foreach (var service in AuthorityRequest.From(StackSamples.Default).Services)
        {
            var file = $"{AuthorityDefaults.Services}/{service.Name}.pem";
            foreach (var name in service.Names)
                Assert.Contains("OK", Verify(file, "sslserver", "-verify_hostname", name).Output);
            foreach (var address in service.Addresses)
                Assert.Contains("OK", Verify(file, "sslserver", "-verify_ip", address).Output);
            Assert.Contains("mismatch", Verify(file, "sslserver", "-verify_hostname", "other.home.arpa").Output, StringComparison.OrdinalIgnoreCase);
            Assert.NotEqual(0, Verify(file, "sslclient").ExitCode);
        }
    }

    [Fact]
    public async Task It_ends_when_nobody_asks_and_what_was_asked_for_stays()
    {
        StackRoot.Require();
        using var deadline = new CancellationTokenSource(Deadline);
        string fingerprint;
        await using (var first = await RunningAuthority.StartAsync(root, deadline.Token))
            fingerprint = Report(first.Folders);
        await using var second = await RunningAuthority.StartAsync(root, deadline.Token);

        Assert.Equal(fingerprint, Report(second.Folders));
        Assert.Equal(0, root.Execute("sh", "-n", AuthorityDefaults.EnrolScript).ExitCode);

        static string Report(AuthorityFolders folders) => AuthorityReportJson.Parse(File.ReadAllText(folders.Report)).Fingerprint!;
    }

    /// <summary>Every file that HAProxy needs is there: it would not start otherwise.</summary>
    private Haproxies Haproxy()
    {
        root.Place("/tmp/haproxy.cfg", $"""
            defaults
                mode http
                timeout client 10s
                timeout server 10s
                timeout connect 5s
            frontend tls
                bind unix@{TlsSocket} ssl crt {AuthorityDefaults.Services}/ ca-file {AuthorityDefaults.ClientCa} crl-file {AuthorityDefaults.ClientCrl} verify optional
                http-request del-header {EnrolmentHeaders.Verified}
                http-request del-header {EnrolmentHeaders.Name}
                http-request del-header {EnrolmentHeaders.Serial}
                http-request set-header {EnrolmentHeaders.Verified} 1 if {"{ ssl_c_used } { ssl_c_verify 0 }"}
                http-request set-header {EnrolmentHeaders.Name} %[ssl_c_s_dn(cn)] if {"{ ssl_c_used }"}
                http-request set-header {EnrolmentHeaders.Serial} %[ssl_c_serial,hex] if {"{ ssl_c_used }"}
                default_backend enrolment
            backend enrolment
                http-reuse never
                server authority unix@{AuthorityDefaults.EnrolmentSocket}

            """);
        return new Haproxies(root.InRoot("sh", "-c", "rm -f " + TlsSocket + "; haproxy -D -f /tmp/haproxy.cfg || exit 1; echo up; cat"));
    }

    private CommandResult Verify(string file, string purpose, params string[] more) => root.Execute(
    [
        "openssl", "verify", "-x509_strict", "-CAfile", AuthorityDefaults.RootCertificate, "-untrusted", AuthorityDefaults.ClientCa, "-crl_check_all", "-CRLfile", AuthorityDefaults.ClientCrl,
        "-purpose", purpose, .. more, file.StartsWith('/') ? file : "/tmp/" + file,
    ]);

    private HttpClient Http(AuthorityFolders folders, X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(folders.RootCertificate);
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificates = certificate is null ? null : new X509CertificateCollection { certificate },
                EnabledSslProtocols = SslProtocols.Tls13,
            },
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(root.PathOf(TlsSocket)), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("https://gateway.home.arpa"),
        };
    }

    private static async Task<(HttpResponseMessage Response, ECDsa Key)> SendAsync(HttpClient client, string operation, string? token, CancellationToken cancellation)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var body = new CertificateRequest($"CN={Client}", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/.well-known/est/{operation}") { Content = new StringContent(Convert.ToBase64String(body), Encoding.ASCII, "application/pkcs10") };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Client}:{token}")));
        // What a client claims for itself counts for nothing.
        request.Headers.Add(EnrolmentHeaders.Verified, "1");
        request.Headers.Add(EnrolmentHeaders.Name, Client);
        return (await client.SendAsync(request, cancellation), key);
    }

    /// <summary>Openssl takes the answer apart, as a client does.</summary>
    private async Task<X509Certificate2> CertificateAsync((HttpResponseMessage Response, ECDsa Key) answer, CancellationToken cancellation)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode);
        root.Place("/tmp/reply.b64", await answer.Response.Content.ReadAsStringAsync(cancellation));
        var printed = root.Execute("sh", "-c", "openssl base64 -d -in /tmp/reply.b64 | openssl pkcs7 -inform DER -print_certs");
        using var certificate = X509Certificate2.CreateFromPem(printed.Output);
        return certificate.CopyWithPrivateKey(answer.Key);
    }

    /// <summary>In the background until it is disposed.</summary>
    private sealed class Haproxies : IDisposable
    {
        private readonly Process _process;

        public Haproxies(string[] command)
        {
            _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (_process.StandardOutput.ReadLine() != "up")
                throw new InvalidOperationException("starting HAProxy: " + _process.StandardError.ReadToEnd());
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    /// <summary>What systemd starts, with the sockets that systemd would hand over.</summary>
    private sealed class RunningAuthority : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Socket _control = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly AuthorityDaemon _daemon;
        private readonly string _socket;
        private readonly Task _running;

        private RunningAuthority(StackRoot root, AuthorityFolders folders)
        {
            Folders = folders;
            _socket = root.PathOf(AuthorityDefaults.ControlSocket);
            var enrolment = root.PathOf(AuthorityDefaults.EnrolmentSocket);
            File.Delete(_socket);
            File.Delete(enrolment);
            _control.Bind(new UnixDomainSocketEndPoint(_socket));
            _control.Listen();
            _daemon = new AuthorityDaemon(folders, TimeProvider.System, NullLoggerFactory.Instance);
            _running = _daemon.ServeAsync(options => options.ListenUnixSocket(enrolment), _control, new ServiceNotifier(null), _stop.Token);
        }

        public AuthorityFolders Folders { get; }

        public static async Task<RunningAuthority> StartAsync(StackRoot root, CancellationToken cancellation)
        {
            var folders = new AuthorityFolders(root.PathOf(""));
            Directory.CreateDirectory(folders.State);
            Directory.CreateDirectory(folders.Services);
            Directory.CreateDirectory(root.PathOf("/var/lib/haproxy"));
            Directory.CreateDirectory(root.PathOf("/run"));
            foreach (var file in StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Services.Single(static service => service.Name == "authority").Files)
                root.Place(file.Path, file.Content);
            var authority = new RunningAuthority(root, folders);
            // Answered once it serves.
            await new ControlClient(authority._socket).AskAsync(new ControlRequest("client") { Arguments = ["list"] }, cancellation);
            return authority;
        }

        public async Task<JsonElement> AskAsync(params string[] arguments)
        {
            var response = await new ControlClient(_socket).AskAsync(new ControlRequest("client") { Arguments = [.. arguments] }, CancellationToken.None);
            return response.Result ?? throw new InvalidOperationException(response.Error);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _daemon.Dispose();
            _control.Dispose();
            _stop.Dispose();
        }
    }
}
