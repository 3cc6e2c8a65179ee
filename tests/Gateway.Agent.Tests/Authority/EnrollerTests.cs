using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Gateway.Agent.Authority;
using Gateway.Agent.Control;
using Gateway.Planning.Authority;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Authority;

public sealed class EnrollerTests : IDisposable
{
    private const string Client = "laptop";
    private readonly AuthorityFixture _fixture = new();
    private readonly Enroller _enroller;
    private readonly ClientDesk _desk;

    public EnrollerTests()
    {
        _fixture.Authority.Renew();
        _enroller = new Enroller(_fixture.Authority, NullLogger.Instance);
        _desk = new ClientDesk(_fixture.Authority, _fixture.Folders);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_token_is_good_for_one_certificate_of_the_clients_name()
    {
        var token = await AddAsync();

        using var certificate = Only(Enroll(Client, token, Request($"CN={Client}")));

        Assert.Equal($"CN={Client}", certificate.Subject);
        Assert.Equal(AuthorityFixture.Begin.AddDays(365), certificate.NotAfter);
        Assert.Equal("1.3.6.1.5.5.7.3.2", Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>()).Value);
        Assert.True(_fixture.Authority.With((keys, _) => keys.HasSigned(certificate)));
        Assert.Equal(401, Enroll(Client, token, Request($"CN={Client}")).Status);
    }

    [Fact]
    public async Task The_token_is_kept_as_a_hash_alone()
    {
        var token = await AddAsync();

        Assert.DoesNotContain(token, File.ReadAllText(_fixture.Folders.Register));
    }

    [Fact]
    public async Task A_wrong_an_old_or_no_token_and_another_client_are_refused_alike()
    {
        var token = await AddAsync();
        var wrong = Enroll(Client, token[..^1] + (token[^1] == 'a' ? 'b' : 'a'), Request($"CN={Client}"));
        var other = Enroll("other", token, Request("CN=other"));
        var none = _enroller.Answer(new EnrolmentQuestion("POST", Enroller.Prefix + "simpleenroll") { Body = Request($"CN={Client}") });
        _fixture.Now += ClientChanges.TokenLife;
        var late = Enroll(Client, token, Request($"CN={Client}"));

        Assert.Equal([401, 401, 401, 401], new[] { wrong, other, none, late }.Select(static reply => reply.Status));
        Assert.All(new[] { wrong, other, late }, reply => Assert.Equal(wrong.Text, reply.Text));
        Assert.NotNull(none.Challenge);
    }

    [Theory]
    [InlineData("CN=other")]
    [InlineData("CN=laptop, CN=other")]
    [InlineData("O=laptop")]
    public async Task A_request_for_another_name_is_refused_and_the_token_is_not_used(string subject)
    {
        var token = await AddAsync();

        Assert.Equal(403, Enroll(Client, token, Request(subject)).Status);

        Assert.Equal(200, Enroll(Client, token, Request($"CN={Client}")).Status);
    }

    [Fact]
    public async Task A_request_for_a_further_name_is_refused()
    {
        var token = await AddAsync();

        Assert.Equal(403, Enroll(Client, token, Request($"CN={Client}", "registry.home.arpa")).Status);
        Assert.Equal(200, Enroll(Client, token, Request($"CN={Client}", Client)).Status);
    }

    [Fact]
    public async Task What_is_no_request_or_has_a_weak_key_is_refused()
    {
        var token = await AddAsync();
        using var weak = RSA.Create(1024);
        var small = new CertificateRequest($"CN={Client}", weak, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();
        var forged = Convert.FromBase64String(Request($"CN={Client}"));
        forged[^1] ^= 1;

        Assert.All(new[] { "", "???", "AAAA", Convert.ToBase64String(small), Convert.ToBase64String(forged) }, body => Assert.Equal(400, Enroll(Client, token, body).Status));
    }

    [Fact]
    public async Task A_certificate_that_is_valid_gets_the_next_one()
    {
        using var certificate = Only(Enroll(Client, await AddAsync(), Request($"CN={Client}")));

        using var next = Only(Reenroll(Client, certificate.SerialNumber));

        Assert.NotEqual(certificate.SerialNumber, next.SerialNumber);
        Assert.Equal(403, _enroller.Answer(new EnrolmentQuestion("POST", Enroller.Prefix + "simplereenroll") { Body = Request($"CN={Client}") }).Status);
        Assert.Equal(401, Reenroll(Client, "00").Status);
        Assert.Equal(401, Reenroll("other", certificate.SerialNumber).Status);
    }

    [Fact]
    public async Task A_revoked_client_gets_nothing_and_stands_in_the_list()
    {
        using var certificate = Only(Enroll(Client, await AddAsync(), Request($"CN={Client}")));
        var former = RevocationLists.NumberOf(File.ReadAllText(_fixture.Folders.ClientCrl));

        var revoked = await AskAsync("revoke", Client);

        Assert.Equal("{\"version\":1,\"name\":\"laptop\",\"certificates\":1}", revoked.Result!.Value.GetRawText());
        Assert.Equal(401, Reenroll(Client, certificate.SerialNumber).Status);
        Assert.Equal(former + 1, RevocationLists.NumberOf(File.ReadAllText(_fixture.Folders.ClientCrl)));
        Assert.Equal("", File.ReadAllText(_fixture.Folders.PullMap));
    }

    [Fact]
    public async Task Rights_are_in_the_maps_at_once()
    {
        await AddAsync();
        Assert.Equal(("laptop:/v2/ 1\n", ""), (File.ReadAllText(_fixture.Folders.PullMap), File.ReadAllText(_fixture.Folders.PushMap)));

        await AskAsync("rights", Client, "push", "team");

        Assert.Equal("laptop:/v2/team/ 1\n", File.ReadAllText(_fixture.Folders.PushMap));
    }

    [Fact]
    public async Task All_this_is_remembered_over_a_start()
    {
        var token = await AddAsync();

        _fixture.Restart();

        Assert.Equal(200, new Enroller(_fixture.Authority, NullLogger.Instance).Answer(Question(Client, token, Request($"CN={Client}"))).Status);
    }

    [Theory]
    [InlineData("add", "Laptop", "pull")]
    [InlineData("add", "../x", "pull")]
    [InlineData("add", "laptop", "pull", "../x")]
    [InlineData("token", "laptop")]
    [InlineData("rights", "laptop", "pull")]
    [InlineData("revoke", "laptop")]
    [InlineData("forget", "laptop")]
    public async Task What_cannot_be_done_is_refused_in_words(params string[] arguments)
    {
        var response = await AskAsync(arguments);

        Assert.Null(response.Result);
        Assert.NotEmpty(response.Error!);
    }

    [Fact]
    public void The_chain_is_given_to_everybody()
    {
        var reply = _enroller.Answer(new EnrolmentQuestion("GET", Enroller.Prefix + "cacerts"));

        Assert.Equal(2, Certificates(reply).Count);
        Assert.Equal("application/pkcs7-mime", reply.Type);
    }

    [Theory]
    [InlineData("GET", "simpleenroll", 405)]
    [InlineData("POST", "cacerts", 405)]
    [InlineData("GET", "csrattrs", 404)]
    public void Other_questions_are_answered_so(string method, string path, int status) =>
        Assert.Equal(status, _enroller.Answer(new EnrolmentQuestion(method, Enroller.Prefix + path)).Status);

    private async Task<string> AddAsync() => (await AskAsync("add", Client, "pull")).Result!.Value.Deserialize(ClientDocumentsJson.Default.ClientTokenDocument)!.Token;

    private Task<ControlResponse> AskAsync(params string[] arguments) => _desk.HandleAsync(new ControlRequest("client") { Arguments = [.. arguments] }, Test.Cancellation);

    private EnrolmentReply Enroll(string name, string token, string body) => _enroller.Answer(Question(name, token, body));

    private static EnrolmentQuestion Question(string name, string token, string body) => new("POST", Enroller.Prefix + "simpleenroll")
    {
        Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{token}")),
        Body = body,
    };

    private EnrolmentReply Reenroll(string name, string serial) => _enroller.Answer(new EnrolmentQuestion("POST", Enroller.Prefix + "simplereenroll")
    {
        Body = Request($"CN={name}"),
        CertificateName = name,
        CertificateSerial = serial,
    });

    private static string Request(string subject, string? alternative = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (alternative is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(alternative);
            request.CertificateExtensions.Add(names.Build());
        }

        return Convert.ToBase64String(request.CreateSigningRequest(), Base64FormattingOptions.InsertLineBreaks);
    }

    private static X509Certificate2 Only(EnrolmentReply reply) => Assert.Single(Certificates(reply));

    private static X509Certificate2Collection Certificates(EnrolmentReply reply)
    {
        Assert.Equal(200, reply.Status);
        var certificates = new X509Certificate2Collection();
#pragma warning disable SYSLIB0057 // What replaces it is in a package that only tests would need.
        certificates.Import(Convert.FromBase64String(reply.Text));
#pragma warning restore SYSLIB0057
        return certificates;
    }
}
