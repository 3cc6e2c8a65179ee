using System.Collections.Immutable;
using Gateway.Planning.Host;
using Gateway.Planning.Status;

namespace Gateway.Planning.Generations;

/// <summary>What host and container know -&gt; whether a generation that is being tried is any good. Asks for nothing from outside the box.</summary>
public static class HealthJudge
{
    private static readonly ImmutableArray<string> FailureCodes = [HostConditions.UnitFailed, HostConditions.FileRefused, HostConditions.TurnFailed];

    public static HealthVerdict Judge(HealthEvidence evidence)
    {
        var blocked = evidence.Bindings.All.Where(static binding => !IsGood(binding)).ToImmutableArray();
        // A card that the fallback would not find either is not this generation's fault.
        var lost = blocked.Where(binding => evidence.Fallback is { } fallback && IsGood(RoleOf(fallback, binding.Role))).ToImmutableArray();
        if (evidence.Failure is { } failure && (evidence.IsLive || evidence.IsOverdue))
            return HealthVerdict.Bad(failure);
        if (lost.IsEmpty && blocked.All(static binding => binding.Role == HostNames.Outside) && IsServing(evidence))
            return HealthVerdict.Good;
        if (evidence.IsLive && Failures(evidence) is { Length: > 0 } failures)
            return HealthVerdict.Bad(failures);
        if (!evidence.IsOverdue)
            return HealthVerdict.Open;
        if (!lost.IsEmpty)
            return HealthVerdict.Bad(string.Join("; ", lost.Select(static binding => $"the {binding.Role} card is {binding.StateText}")));
        return blocked.IsEmpty || IsServed(evidence) ? HealthVerdict.Bad(Silent(evidence)) : HealthVerdict.Open;
    }

    private static bool IsServing(HealthEvidence evidence) =>
        evidence.Settled && evidence.Report is { } report && report.Generation == evidence.Generation
        && (report.Ready || IsAsBefore(evidence, report));

    /// <summary>What had failed before the switch is not this generation's fault, and keeps nobody from changing the rest.</summary>
    private static bool IsAsBefore(HealthEvidence evidence, StackReport report)
    {
        var silent = report.Services.Where(static service => service.State is not ("answering" or "off")).ToArray();
        return silent.Length > 0 && silent.All(service => evidence.Known.Services.Contains(service.Name)) && Failures(evidence).Length == 0;
    }

    private static bool IsServed(HealthEvidence evidence) => IsGood(evidence.Bindings.Inside);

    private static bool IsGood(RoleBinding binding) => binding.State is BindingState.Bound or BindingState.Detached;

    private static RoleBinding RoleOf(RoleBindings bindings, string role) => bindings.All.Single(binding => binding.Role == role);

    /// <summary>Only of this generation: what the container reported of an earlier one says nothing.</summary>
    private static string Failures(HealthEvidence evidence)
    {
        var reported = evidence.Report is { } report && (report.Generation == evidence.Generation || report.FailedGeneration == evidence.Generation) ? report.Conditions : [];
        return string.Join("; ", NewFailures(evidence.HostConditions, evidence.Known.HostUnits).Concat(NewFailures(reported, evidence.Known.Units)));
    }

    /// <summary>A unit that fails is told of with its name first.</summary>
    private static IEnumerable<string> NewFailures(ImmutableArray<Condition> conditions, ImmutableArray<string> known) => conditions
        .Where(static condition => FailureCodes.Contains(condition.Code))
        .Where(condition => condition.Code != HostConditions.UnitFailed || !known.Any(unit => condition.Text.StartsWith(unit + " ", StringComparison.Ordinal)))
        .Select(static condition => condition.Text);

    private static string Silent(HealthEvidence evidence)
    {
        if (Failures(evidence) is { Length: > 0 } failures)
            return failures;
        if (evidence.Report is not { } report || report.Generation != evidence.Generation)
            return "the container did not take it over";
        var silent = report.Services.Where(static service => service.State is not ("answering" or "off"))
            .Select(static service => service.Reason is null ? service.Name : $"{service.Name} ({service.Reason})");
        return $"not everything answered: {string.Join(", ", silent.DefaultIfEmpty("the host"))}";
    }
}

/// <summary>What <see cref="HealthJudge"/> looks at.</summary>
public sealed record HealthEvidence
{
    public required int Generation { get; init; }
    public required RoleBindings Bindings { get; init; }

    /// <summary>What the cards that are there now would be under the generation to go back to; null: there is none.</summary>
    public RoleBindings? Fallback { get; init; }

    /// <summary>The host's last turn left nothing to do but for what had failed before the switch, and the container is to serve.</summary>
    public bool Settled { get; init; }
    public ImmutableArray<Condition> HostConditions { get; init; } = [];

    /// <summary>Null while the container does not report.</summary>
    public StackReport? Report { get; init; }

    /// <summary>What the last turn of the host failed with, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>What had failed before the switch.</summary>
    public KnownFailures Known { get; init; } = new();

    /// <summary>The container served before the switch, so that a failure comes from the switch.</summary>
    public bool IsLive { get; init; }

    /// <summary>The time in which the box becomes healthy has passed.</summary>
    public bool IsOverdue { get; init; }
}

/// <param name="IsGood">Null: not decided yet.</param>
/// <param name="Reason">Why it is bad.</param>
public sealed record HealthVerdict(bool? IsGood, string? Reason)
{
    public static HealthVerdict Good { get; } = new(true, null);
    public static HealthVerdict Open { get; } = new(null, null);

    public static HealthVerdict Bad(string reason) => new(false, reason);
}
