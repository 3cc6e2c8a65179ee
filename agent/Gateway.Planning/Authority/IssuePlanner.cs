using System.Collections.Immutable;

namespace Gateway.Planning.Authority;

/// <summary>What is asked for, what there is, and the time → what is to be issued.</summary>
public static class IssuePlanner
{
    public static IssuePlan Plan(AuthorityRequest request, IssuedState issued, ClientRegister register, DateTimeOffset now)
    {
        var services = request.Services
            .Select(service => (Service: service, Reason: Reason(service, issued.Services.GetValueOrDefault(service.Name), request.RenewBefore, now)))
            .Where(static pair => pair.Reason is not null)
            .Select(static pair => new ServiceIssue(pair.Service, pair.Reason!))
            .ToImmutableArray();
        return new IssuePlan(
            services,
            [.. issued.Services.Keys.Except(request.Services.Select(static service => service.Name)).Order(StringComparer.Ordinal)],
            ReasonForRevocations(issued.RevocationNumber, register.Revocations, now));
    }

    /// <summary>The time in which nothing is to be done. Outside of it, the clock put back included, the authority looks again.</summary>
    public static Validity Quiet(AuthorityRequest request, IssuedState issued, ClientRegister register)
    {
        var services = issued.Services.Values.ToArray();
        return new Validity(
            services.Select(static service => service.Validity.Begin).Append(register.Revocations.Begins).Max(),
            services.Select(service => service.Validity.End - request.RenewBefore).Append(RenewalOf(register.Revocations)).Min());
    }

    private static string? Reason(ServiceNames wanted, IssuedService? issued, TimeSpan renewBefore, DateTimeOffset now) => issued switch
    {
        null => "there is none that can be used",
        _ when !issued.Service.Equals(wanted) => "its names changed",
        _ when now < issued.Validity.Begin => "it is not valid yet: the clock was put back",
        _ when now >= issued.Validity.End => "it has ended",
        _ when now >= issued.Validity.End - renewBefore => "it ends soon",
        _ => null,
    };

    private static string? ReasonForRevocations(long? served, RevocationIssue current, DateTimeOffset now) => served switch
    {
        null => "there is none that can be used",
        _ when served != current.Number => "it is not the last one",
        _ when now < current.Begins => "it is not valid yet: the clock was put back",
        _ when now >= RenewalOf(current) => "it ends soon",
        _ => null,
    };

    /// <summary>True: the list need not get a new number and new times.</summary>
    public static bool IsCurrent(RevocationIssue issue, DateTimeOffset now) => now >= issue.Begins && now < RenewalOf(issue);

    private static DateTimeOffset RenewalOf(RevocationIssue issue) => issue.Ends - (AuthorityCalendar.RevocationLife / 2);
}

/// <summary>What the authority has issued for the box itself, as it is served now.</summary>
public sealed record IssuedState
{
    /// <summary>By name; what cannot be read, or was not signed by this authority, is not among them.</summary>
    public ImmutableSortedDictionary<string, IssuedService> Services { get; init; } = ImmutableSortedDictionary<string, IssuedService>.Empty;

    /// <summary>The number of the list of revoked certificates; null: there is none that can be used.</summary>
    public long? RevocationNumber { get; init; }
}

public sealed record IssuedService(ServiceNames Service, Validity Validity);

/// <param name="Services">Those that get a certificate.</param>
/// <param name="Gone">Those that are not asked for any more.</param>
/// <param name="Revocations">Why the list of revoked certificates is made anew; null: it is not.</param>
public sealed record IssuePlan(ImmutableArray<ServiceIssue> Services, ImmutableArray<string> Gone, string? Revocations)
{
    public bool IsEmpty => Services.IsEmpty && Gone.IsEmpty && Revocations is null;

    public string ToText() => string.Concat(Services.Select(static issue => $"issue {issue.Service.Name}: {issue.Reason}\n"))
        + string.Concat(Gone.Select(static name => $"remove {name}: it is not asked for\n"))
        + (Revocations is null ? "" : $"issue revocations: {Revocations}\n");
}

public sealed record ServiceIssue(ServiceNames Service, string Reason);
