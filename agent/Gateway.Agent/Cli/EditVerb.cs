using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Cli;

internal sealed class EditVerb : IVerb
{
    public string Name => "edit";
    public string Summary => "edit gateway.toml on the boot partition";

    public string Help => """
        usage: gateway edit [--running] [--json]

        Opens gateway.toml of the boot partition in $EDITOR, or in nano. When you leave
        the editor the text is checked; with errors, which are all shown, you can edit
        again. A good one is written to the boot partition and applied as with
        `gateway apply`.

          --running   begin with what runs instead of the file, where they differ
          --json      the outcome as a document (docs/schemas/control.schema.json)

        Exit code: 1 when nothing was written, or it was refused or taken back.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--running", "--json"]);
        ImmutableArray<string> source = options.Has("--running") ? ["running"] : [];
        var response = await context.Agent.AskAsync(new ControlRequest(Name) { Arguments = source }, cancellation);
        if (response.Result is not { } result)
        {
            await context.Error.WriteLineAsync($"gateway edit: {response.Error}");
            return response.Exit;
        }

        var opened = result.Deserialize(GenerationJson.Default.EditDocument)!;
        if (opened.Differs)
            await context.Error.WriteLineAsync($"{opened.Name} is not what runs; `gateway diff` shows how they differ, `gateway edit --running` begins with what runs");
        var folder = Directory.CreateTempSubdirectory("gateway-edit-");
        try
        {
            return await EditAsync(context, opened, Path.Join(folder.FullName, opened.Name), options.Json, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> EditAsync(VerbContext context, EditDocument opened, string path, bool json, CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(path, opened.File, cancellation);
        using var answers = new StreamReader(context.Input, Encoding.UTF8, leaveOpen: true);
        while (true)
        {
            if (await TerminalCommand.RunAsync(context.Editor, path, cancellation) is var exit && exit != 0)
            {
                await context.Error.WriteLineAsync($"gateway edit: the editor `{context.Editor}` ended with {exit}; nothing was written");
                return ExitCode.Failed;
            }

            var edited = await File.ReadAllBytesAsync(path, cancellation);
            if (edited.AsSpan().SequenceEqual(opened.File) && !opened.Differs)
            {
                await context.Out.WriteLineAsync("the text is as it was; nothing was written");
                return ExitCode.Ok;
            }

            if (await ProblemAsync(context, opened, edited, json, cancellation) is not { } problem)
                return ExitCode.Ok;
            await context.Error.WriteLineAsync(problem.TrimEnd('\n'));
            opened = await AfterWriteAsync(context, opened, edited, cancellation);
            if (!await WantsAgainAsync(context, answers, cancellation))
            {
                await context.Error.WriteLineAsync("gateway edit: nothing more was written");
                return ExitCode.Failed;
            }
        }
    }

    /// <summary>Null: it is written and applied.</summary>
    private static async Task<string?> ProblemAsync(
        VerbContext context, EditDocument opened, byte[] edited, bool json, CancellationToken cancellation)
    {
        var errors = ConfigurationReader.Read(edited).Errors;
        if (!errors.IsEmpty)
            return ConfigurationErrorText.Render(opened.Name, edited, errors);
        var request = new ControlRequest("edit") { File = edited, Arguments = [opened.Name, opened.Base] };
        var response = await context.Agent.AskAsync(request, cancellation);
        if (response.Result is not { } result)
            return response.Error ?? "the agent gave no answer";
        await context.Out.WriteAsync(json ? result.GetRawText() + "\n" : AppliedText.Render(result));
        return null;
    }

    /// <summary>A text that was written and then taken back lies on the boot partition: the next one replaces it.</summary>
    private static async Task<EditDocument> AfterWriteAsync(VerbContext context, EditDocument opened, byte[] edited, CancellationToken cancellation)
    {
        var response = await context.Agent.AskAsync(new ControlRequest("edit"), cancellation);
        return response.Result?.Deserialize(GenerationJson.Default.EditDocument) is { } now && now.File.AsSpan().SequenceEqual(edited)
            ? opened with { Base = now.Base, Differs = true }
            : opened;
    }

    private static async Task<bool> WantsAgainAsync(VerbContext context, StreamReader answers, CancellationToken cancellation)
    {
        await context.Error.WriteAsync("Edit again? [Y/n] ");
        return await answers.ReadLineAsync(cancellation) is { } answer && !answer.Trim().StartsWith("n", StringComparison.OrdinalIgnoreCase);
    }
}
