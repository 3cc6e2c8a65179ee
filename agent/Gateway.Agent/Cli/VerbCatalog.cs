using System.Collections.Immutable;
using Gateway.Agent.Menu;

namespace Gateway.Agent.Cli;

/// <summary>Every verb of the operator's command, in the order in which the help shows them.</summary>
internal static class VerbCatalog
{
    public static ImmutableArray<IVerb> Verbs { get; } =
    [
        new StatusVerb(),
        new NicsVerb(),
        new IdentifyVerb(),
        new LeasesVerb(),
        new ReleaseVerb(),
        new ProxyVerb(),
        new FirewallVerb(),
        new ClientVerb(),
        new PlanVerb(),
        new ApplyVerb(),
        new ConfirmVerb(),
        new EditVerb(),
        new HistoryVerb(),
        new DiffVerb(),
        new RollbackVerb(),
        new SecretVerb(),
        new LogsVerb(),
        new NetworkVerb(),
        new MenuVerb(),
        new SupportVerb(),
        new CheckVerb(),
        new SchemaVerb(),
        new VersionVerb(),
    ];
}
