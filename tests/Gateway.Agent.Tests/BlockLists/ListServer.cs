using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gateway.Agent.Tests.BlockLists;

/// <summary>A publisher of lists on loopback, over TLS with a certificate of its own authority.</summary>
internal sealed class ListServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;

    /// <param name="name">In its certificate.</param>
    public ListServer(string name = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>In PEM form.</summary>
    public string Authority => _certificate.ExportCertificatePem();

    public string Url => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/list.txt";

    /// <summary>What is answered: everything behind <c>HTTP/1.1 </c>, with its headers.</summary>
    public string Answer { get; set; } = "200 OK\r\n\r\n";

    /// <summary>What was asked last.</summary>
    public string Asked { get; private set; } = "";

    public static string Ok(string list, string headers = "") => $"200 OK\r\n{headers}Content-Length: {list.Length}\r\n\r\n{list}";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _certificate.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            var block = new byte[8192];
            Asked = Encoding.ASCII.GetString(block, 0, await stream.ReadAsync(block, _end.Token));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Answer.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)}"), _end.Token);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // A client that does not believe the certificate hangs up.
            return;
        }
    }
}
