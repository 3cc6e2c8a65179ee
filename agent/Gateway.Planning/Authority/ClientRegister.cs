using System.Collections.Immutable;

namespace Gateway.Planning.Authority;

/// <summary>Everything that the authority remembers of its clients.</summary>
public sealed record ClientRegister
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>By name.</summary>
    public ImmutableArray<ClientRecord> Clients { get; init; } = [];

    /// <summary>Certificates that are not to be taken any more and have not ended by themselves yet.</summary>
    public ImmutableArray<RevokedCertificate> Revoked { get; init; } = [];

    /// <summary>The list of them that is, or is to be, served.</summary>
    public RevocationIssue Revocations { get; init; } = new(0, AuthorityCalendar.Begin, AuthorityCalendar.Begin);

    public ClientRecord? Find(string name) => Clients.FirstOrDefault(client => client.Name == name);

    public ClientRegister With(ClientRecord client) => this with
    {
        Clients = [.. Clients.Where(other => other.Name != client.Name).Append(client).OrderBy(static other => other.Name, StringComparer.Ordinal)],
    };
}

/// <summary>A client that may enrol or has.</summary>
public sealed record ClientRecord
{
    public required string Name { get; init; }
    public bool Pull { get; init; }
    public bool Push { get; init; }
    public string? Repository { get; init; }
    public required DateTimeOffset Added { get; init; }

    /// <summary>What it may enrol with, once; null: nothing.</summary>
    public ClientToken? Token { get; init; }

    /// <summary>The oldest first.</summary>
    public ImmutableArray<ClientCertificate> Certificates { get; init; } = [];

    public ClientRights Rights() => new(Pull, Push, Repository);

    public ClientRecord With(ClientRights rights) => this with { Pull = rights.Pull, Push = rights.Push, Repository = rights.Repository };
}

/// <param name="Hash">SHA-256 of the token's text, in hexadecimal.</param>
public sealed record ClientToken(string Hash, DateTimeOffset Ends);

/// <param name="Serial">In hexadecimal, upper case, as HAProxy and .NET write it.</param>
public sealed record ClientCertificate(string Serial, DateTimeOffset Begins, DateTimeOffset Ends);

public sealed record RevokedCertificate(string Client, string Serial, DateTimeOffset Revoked, DateTimeOffset Ends);

/// <param name="Number">RFC 5280's CRL number, which only grows.</param>
public sealed record RevocationIssue(long Number, DateTimeOffset Begins, DateTimeOffset Ends)
{
    public RevocationIssue Next(DateTimeOffset now)
    {
        var validity = AuthorityCalendar.ValidityFrom(now, AuthorityCalendar.RevocationLife);
        return new RevocationIssue(Number + 1, validity.Begin, validity.End);
    }
}
