using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Authority;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Authority;

/// <summary>Enrolment over Secure Transport (RFC 7030): what a client asks → what it gets.</summary>
internal sealed partial class Enroller(CertificateAuthority authority, ILogger logger)
{
    public const string Prefix = "/.well-known/est/";

    private const string CertificatesOnly = "application/pkcs7-mime";
    private const string Challenge = "Basic realm=\"enrolment at the gateway\"";

    public EnrolmentReply Answer(EnrolmentQuestion question)
    {
        try
        {
            return (question.Method, question.Path) switch
            {
                ("GET", Prefix + "cacerts") => Authorities(),
                ("POST", Prefix + "simpleenroll") => Enroll(question),
                ("POST", Prefix + "simplereenroll") => Reenroll(question),
                (_, Prefix + "cacerts" or Prefix + "simpleenroll" or Prefix + "simplereenroll") => new EnrolmentReply(405, "this is asked for in another way: see RFC 7030\n"),
                _ => new EnrolmentReply(404, "there is only cacerts, simpleenroll and simplereenroll\n"),
            };
        }
        catch (AuthorityDamagedException e)
        {
            LogFailed(logger, e.Message);
            return new EnrolmentReply(503, "the gateway's certificate authority does not work: its operator sees why in `gateway status`\n");
        }
    }

    private EnrolmentReply Authorities() => Certificates(authority.With(static (keys, _) => new X509Certificate2Collection { keys.Issuing, keys.Root }.Export(X509ContentType.Pkcs7)!));

    private EnrolmentReply Enroll(EnrolmentQuestion question)
    {
        if (BasicCredentials.Parse(question.Authorization) is not { } credentials)
            return Unauthorized("a client's name and its token are needed\n");
        return ClientChanges.IsName(credentials.Name)
            ? Sign(question, credentials.Name, byToken: true, register =>
                Enrolment.RefuseToken(register, credentials.Name, hash => EnrolmentToken.Matches(credentials.Password, hash), authority.Now))
            : Refuse(question, "without a client's name", new EnrolmentRefusal(EnrolmentProblem.Credentials, "what it calls itself cannot be a name"));
    }

    private EnrolmentReply Reenroll(EnrolmentQuestion question) =>
        question is { CertificateName: { } name, CertificateSerial: { } serial } && ClientChanges.IsName(name)
            ? Sign(question, name, byToken: false, register => Enrolment.RefuseCertificate(register, name, serial, authority.Now))
            : new EnrolmentReply(403, "a certificate of this gateway that is still valid is needed; without one, enrol with a new token\n");

    private EnrolmentReply Sign(EnrolmentQuestion question, string name, bool byToken, Func<ClientRegister, EnrolmentRefusal?> refuse)
    {
        if (!AuthorityCalendar.IsPlausible(authority.Now))
            return new EnrolmentReply(503, "the gateway's clock is wrong, so it signs nothing now\n");
        // Before anything else is looked at: who has no right to ask learns nothing.
        if (authority.With((_, register) => refuse(register)) is { } early)
            return Refuse(question, name, early);
        try
        {
            var request = SigningRequest.Parse(question.Body, name);
            if (request.Foreign is { } foreign)
            {
                LogRefused(logger, name, question.From, $"its request is for another name ({Plain(foreign)})");
                return new EnrolmentReply(403, $"the request must be for CN={name} and no other name\n");
            }

            var (certificate, refusal) = authority.Sign(name, request.Key, byToken, refuse);
            using (certificate)
                return refusal is not null ? Refuse(question, name, refusal) : Certificates(new X509Certificate2Collection { certificate! }.Export(X509ContentType.Pkcs7)!);
        }
        catch (FormatException e)
        {
            LogRefused(logger, name, question.From, Plain(e.Message));
            return new EnrolmentReply(400, $"{Plain(e.Message)}\n");
        }
    }

    private EnrolmentReply Refuse(EnrolmentQuestion question, string name, EnrolmentRefusal refusal)
    {
        LogRefused(logger, name, question.From, refusal.Reason);
        return refusal.Problem == EnrolmentProblem.Full
            ? new EnrolmentReply(403, $"{refusal.Reason}\n")
            : Unauthorized("the name or the token is wrong, or the token was used or has expired: ask for a new one (`gateway client token NAME` on the gateway)\n");
    }

    private static EnrolmentReply Unauthorized(string text) => new(401, text) { Challenge = Challenge };

    private static EnrolmentReply Certificates(byte[] message) =>
        new(200, Convert.ToBase64String(message, Base64FormattingOptions.InsertLineBreaks) + "\r\n") { Type = CertificatesOnly };

    private static string Plain(string text) => new([.. text.Take(200).Select(static c => c is >= ' ' and <= '~' ? c : '?')]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "refused to sign for client {Name} at {From}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string name, string from, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);
}

/// <summary>A client's request as HAProxy passes it on.</summary>
internal sealed record EnrolmentQuestion(string Method, string Path)
{
    public string? Authorization { get; init; }
    public string Body { get; init; } = "";

    /// <summary>Of the client's verified certificate; null: it showed none.</summary>
    public string? CertificateName { get; init; }
    public string? CertificateSerial { get; init; }

    /// <summary>Where the client is, for the log.</summary>
    public string From { get; init; } = "an unknown address";

    public static string Place(string? header) => IPAddress.TryParse(header, out var address) ? address.ToString() : "an unknown address";
}

internal sealed record EnrolmentReply(int Status, string Text)
{
    public string Type { get; init; } = "text/plain";
    public string? Challenge { get; init; }
}
