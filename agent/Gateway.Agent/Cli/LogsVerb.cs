using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;
using Gateway.Planning.Secrets;
using Gateway.Planning.Services.Firewall;

namespace Gateway.Agent.Cli;

internal sealed class LogsVerb : IVerb
{
    private const int DefaultLines = 100;
    private const string AgentUnits = "gateway-*";

    /// <summary>Its rules speak through the kernel of the host.</summary>
    private const string Firewall = "firewall";

    public string Name => "logs";
    public string Summary => "show the journal of the agent or of a service";

    public string Help => """
        usage: gateway logs [SERVICE] [-n LINES] [-f] [--json]

        Without SERVICE: what the agent of this machine says. With one, such as kea,
        unbound or squid: what that service says; on the host the services are those of
        the container. `gateway logs stack` shows the container's agent, `gateway logs
        firewall`, on the host, what was dropped since the machine was started where
        [firewall] log says so, and what rules with log saw. Secrets are masked.

          -n LINES   the last LINES lines (100)
          -f         go on with what comes, until interrupted
          --json     each entry as journalctl's JSON, one a line

        Exit code: 1 when the journal cannot be read.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["-f", "--json"], ["-n"], words: 1);
        var command = Journalctl(options, context.Journals);
        try
        {
            var lines = new SecretLines(new DeviceSecrets(context.Root).Mask());
            await foreach (var line in context.Commands.StreamAsync(command, cancellation))
                await context.Out.WriteLineAsync(lines.Apply(line));
            return ExitCode.Ok;
        }
        catch (CommandException e) when (e.Result is { ExitCode: 1, Error: "" })
        {
            // So ends journalctl --grep that finds nothing.
            return ExitCode.Ok;
        }
        catch (CommandException e)
        {
            await context.Error.WriteLineAsync($"gateway logs: reading the journal failed: {e.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            // The operator has seen enough.
            return ExitCode.Ok;
        }
    }

    internal static Command Journalctl(Options options, Journals journals)
    {
        var service = options.Word(0);
        if (service is not null && !service.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@'))
            throw new UsageException($"'{service}' is no service");
        List<string> arguments = ["--no-pager", "--quiet", $"--lines={options.Number("-n") ?? DefaultLines}"];
        if (options.Has("-f"))
            arguments.Add("--follow");
        if (options.Json)
            arguments.Add("--output=json");
        if (service == Firewall)
            return new Command("journalctl", [.. arguments, "--dmesg", $"--grep={FirewallConf.LogPattern}"]);
        if (service is not null && journals.HasContainer)
            arguments.Add($"--directory={journals.ContainerDirectory}");
        arguments.Add($"--unit={Units(service)}");
        return new Command("journalctl", [.. arguments]);
    }

    /// <summary>Units are named after their daemon, with something before or behind: isc-kea-…, kea-dhcp4-server, docker-registry@….</summary>
    private static string Units(string? service) => service is null or "stack" ? AgentUnits : $"*{service}*";
}
