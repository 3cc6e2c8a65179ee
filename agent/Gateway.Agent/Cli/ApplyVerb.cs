using System.Collections.Immutable;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class ApplyVerb : IVerb
{
    public string Name => "apply";
    public string Summary => "run another gateway.toml from now on";

    public string Help => """
        usage: gateway apply [--confirm TIME] FILE [--json]

        Checks FILE (- for standard input), lets every daemon check what follows from it,
        switches to it without a reboot and waits until every service answers. What does
        not become healthy is taken back. It runs also after a reboot; gateway.toml on
        the boot partition stays as it is and is considered again when it changes.

          --confirm TIME   take it back after TIME, such as 60s or 10m, unless
                           `gateway confirm` comes; also after a power cut
          --json           as a document (docs/schemas/control.schema.json)

        Exit code: 1 when it was refused or taken back; then what ran before runs.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], [ConfirmTime.Option], words: 1);
        var path = options.Word(0) ?? throw new UsageException("FILE is missing");
        var confirm = ConfirmTime.ArgumentsOf(options);
        return await InputFile.ReadAsync(context, Name, path, cancellation) is { } file
            ? await AgentAnswer.ShowAsync(
                context, new ControlRequest(Name) { File = file, Arguments = confirm }, options.Json, AppliedText.Render, cancellation)
            : ExitCode.Failed;
    }
}
