using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Authority;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class ClientVerb : IVerb
{
    public string Name => ClientDesk.Verb;
    public string Summary => "let computers use the registries";

    public string Help => """
        usage: gateway client list [--json]
               gateway client add NAME [--pull] [--push] [--repository NAME] [--json]
               gateway client token NAME [--json]
               gateway client rights NAME [--pull] [--push] [--repository NAME] [--json]
               gateway client revoke NAME [--json]

        Who may use the container registries: computers with a certificate of this
        gateway. `add` makes a token with which the computer NAME gets one, once and
        within an hour, and says what to run there; `token` makes another one for a
        client that lost its key. `revoke` takes every certificate of the client back,
        at once.

          --pull              it may pull, which is what it may without an option too
          --push              it may push, and so pull
          --repository NAME   only in the repository NAME and those below it, such as
                              team for team/web
          --json              as a document (docs/schemas/control.schema.json)

        Exit code: 1 when it was refused; then nothing was changed.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--pull", "--push", "--json"], ["--repository"], words: 2);
        var operation = options.Word(0);
        var hasRights = options.Has("--pull") || options.Has("--push") || options.Value("--repository") is not null;
        if (operation is "list" or "token" or "revoke" && hasRights)
            throw new UsageException("--pull, --push and --repository go with add and rights");
        return (operation, options.Word(1)) switch
        {
            ("list", null) => AskAsync(context, ["list"], options.Json, ClientText.List, cancellation),
            ("add", { } name) => AskAsync(context, ["add", name, .. Rights(options)], options.Json, ClientText.Ticket, cancellation),
            ("token", { } name) => AskAsync(context, ["token", name], options.Json, ClientText.Ticket, cancellation),
            ("rights", { } name) when !hasRights => throw new UsageException($"what may {name} from now on? --pull or --push is expected"),
            ("rights", { } name) => AskAsync(context, ["rights", name, .. Rights(options)], options.Json, ClientText.Rights, cancellation),
            ("revoke", { } name) => AskAsync(context, ["revoke", name], options.Json, ClientText.Revoked, cancellation),
            ("add" or "token" or "rights" or "revoke", null) => throw new UsageException("NAME is missing"),
            _ => throw new UsageException("list, add NAME, token NAME, rights NAME or revoke NAME is expected"),
        };
    }

    private Task<int> AskAsync(VerbContext context, ImmutableArray<string> arguments, bool json, Func<JsonElement, string> show, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, new ControlRequest(Name) { Arguments = arguments }, json, show, cancellation);

    private static IEnumerable<string> Rights(Options options) =>
        [options.Has("--push") ? "push" : "pull", .. options.Value("--repository") is { } repository ? new[] { repository } : []];
}
