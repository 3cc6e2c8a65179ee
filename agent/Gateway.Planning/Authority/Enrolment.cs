namespace Gateway.Planning.Authority;

/// <summary>Whether a client may have a certificate, and what the register is after it got one.</summary>
public static class Enrolment
{
    /// <summary>Certificates of one client that have not ended.</summary>
    public const int MostCertificates = 8;

    /// <summary>Ended ones are remembered too: the clock may be ahead, and a client that is revoked must lose all that will be valid.</summary>
    private const int KeptCertificates = 32;

    /// <summary>Null: the token is the client's, and its time has not passed.</summary>
    /// <param name="matches">Compares the token's hash with that of what was shown, in a time that does not tell how much of it is right.</param>
    public static EnrolmentRefusal? RefuseToken(ClientRegister register, string name, Func<string, bool> matches, DateTimeOffset now)
    {
        if (register.Find(name) is not { } client)
            return new EnrolmentRefusal(EnrolmentProblem.Credentials, "there is no such client");
        if (client.Token is not { } token)
            return new EnrolmentRefusal(EnrolmentProblem.Credentials, "it has no token: it was used, or never made");
        if (!matches(token.Hash))
            return new EnrolmentRefusal(EnrolmentProblem.Credentials, "the token is wrong");
        // A clock that was put back does not make a token live longer than it was made for.
        return now >= token.Ends || now < token.Ends - ClientChanges.TokenLife - AuthorityCalendar.Backdate
            ? new EnrolmentRefusal(EnrolmentProblem.Credentials, "the token has expired")
            : Full(register, client, now);
    }

    /// <summary>Null: it is a certificate that the client still has.</summary>
    public static EnrolmentRefusal? RefuseCertificate(ClientRegister register, string name, string serial, DateTimeOffset now)
    {
        if (register.Find(name) is not { } client || client.Certificates.FirstOrDefault(certificate => certificate.Serial == serial) is not { } shown)
            return new EnrolmentRefusal(EnrolmentProblem.Credentials, "the certificate is not one of the client's, or was revoked");
        return now >= shown.Ends || now < shown.Begins
            ? new EnrolmentRefusal(EnrolmentProblem.Credentials, "the certificate is not valid now")
            : Full(register, client, now);
    }

    /// <summary>The token is used, and of many certificates the one that ends first is forgotten.</summary>
    public static ClientRegister Enrolled(ClientRegister register, string name, ClientCertificate issued, bool byToken)
    {
        var client = register.Find(name)!;
        return register.With(client with
        {
            Token = byToken ? null : client.Token,
            Certificates = [.. client.Certificates.OrderByDescending(static certificate => certificate.Ends).Take(KeptCertificates - 1).OrderBy(static certificate => certificate.Begins), issued],
        });
    }

    private static EnrolmentRefusal? Full(ClientRegister register, ClientRecord client, DateTimeOffset now)
    {
        if (client.Certificates.Count(certificate => certificate.Ends > now) >= MostCertificates)
            return new EnrolmentRefusal(EnrolmentProblem.Full, $"it has {MostCertificates} certificates that have not ended: revoke it and add it again");
        return register.Revoked.Length >= ClientChanges.MostRevoked
            ? new EnrolmentRefusal(EnrolmentProblem.Full, $"{ClientChanges.MostRevoked} certificates are revoked and have not ended")
            : null;
    }
}

/// <param name="Reason">For the log; the client is not told which of its credentials is wrong.</param>
public sealed record EnrolmentRefusal(EnrolmentProblem Problem, string Reason);

public enum EnrolmentProblem
{
    Credentials,
    Full,
}
