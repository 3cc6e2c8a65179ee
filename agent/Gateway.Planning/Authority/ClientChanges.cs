using System.Collections.Immutable;

namespace Gateway.Planning.Authority;

/// <summary>What an operator may change of the register, each as register → register.</summary>
public static class ClientChanges
{
    public const int MostClients = 256;

    /// <summary>Bounds the list of the revoked, which every connection is compared with.</summary>
    public const int MostRevoked = 4096;

    /// <summary>How long a token waits to be used.</summary>
    public static TimeSpan TokenLife { get; } = TimeSpan.FromHours(1);

    /// <summary>A client's name, which becomes the common name of its certificates.</summary>
    /// <exception cref="FormatException">It cannot be one.</exception>
    public static string Name(string text) => IsName(text)
        ? text
        : throw new FormatException($"'{Plain(text)}' is no name of a client: it has lower-case letters, digits and inner hyphens, 63 at most");

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 63 && text[0] != '-' && text.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <exception cref="FormatException">It is no name of a repository.</exception>
    public static ClientRights Rights(bool pull, bool push, string? repository)
    {
        if (repository is null)
            return new ClientRights(pull || push, push, null);
        var name = ClientRights.ParseRepository(repository);
        return name.IsGood ? new ClientRights(pull || push, push, name.Value) : throw new FormatException($"{name.Error}: {name.Hint}");
    }

    /// <exception cref="FormatException">There is one of this name, or there are too many.</exception>
    public static ClientRegister Add(ClientRegister register, string name, ClientRights rights, ClientToken token, DateTimeOffset now)
    {
        if (register.Find(name) is not null)
            throw new FormatException($"there is a client {name} already: `gateway client token {name}` makes a new token for it, `gateway client rights {name} …` changes what it may");
        if (register.Clients.Length >= MostClients)
            throw new FormatException($"there are {MostClients} clients already, and no more are kept: revoke one that is not used any more");
        return register.With(new ClientRecord { Name = name, Added = AuthorityCalendar.WholeSeconds(now), Token = token }.With(rights));
    }

    public static ClientRegister Token(ClientRegister register, string name, ClientToken token) => register.With(Known(register, name) with { Token = token });

    public static ClientRegister Change(ClientRegister register, string name, ClientRights rights) => register.With(Known(register, name).With(rights));

    /// <summary>The client is gone, and none of its certificates is taken any more.</summary>
    public static ClientRegister Revoke(ClientRegister register, string name, DateTimeOffset now)
    {
        var client = Known(register, name);
        // Those that have ended too: the clock may be ahead.
        var revoked = client.Certificates
            .Select(certificate => new RevokedCertificate(name, certificate.Serial, AuthorityCalendar.WholeSeconds(now), certificate.Ends))
            .ToImmutableArray();
        return register with
        {
            Clients = register.Clients.Remove(client),
            Revoked = WithinBounds([.. register.Revoked, .. revoked], now),
            Revocations = revoked.IsEmpty ? register.Revocations : register.Revocations.Next(now),
        };
    }

    /// <summary>When there are too many, those are forgotten that ended first.</summary>
    private static ImmutableArray<RevokedCertificate> WithinBounds(ImmutableArray<RevokedCertificate> revoked, DateTimeOffset now)
    {
        var dropped = revoked.Where(certificate => certificate.Ends <= now).OrderBy(static certificate => certificate.Ends).Take(Math.Max(0, revoked.Length - MostRevoked)).ToHashSet();
        return dropped.Count == 0 ? revoked : [.. revoked.Where(certificate => !dropped.Contains(certificate))];
    }

    private static ClientRecord Known(ClientRegister register, string name) => register.Find(name)
        ?? throw new FormatException($"there is no client {name}: see `gateway client list`");

    private static string Plain(string text) => new([.. text.Take(80).Select(static c => c is >= ' ' and <= '~' ? c : '?')]);
}
