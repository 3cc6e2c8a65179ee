using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Files;

/// <summary>Puts the files of a plan in place. The only writer of managed files.</summary>
/// <param name="root">Where <c>/</c> is.</param>
/// <param name="manifest">Remembers what was written, so that what is no longer wanted is removed.</param>
/// <param name="stagingDirectory">Emptied and filled for each check; readable by the daemons' users.</param>
public sealed class FileApplier(
    FileRoot root,
    FileManifest manifest,
    string stagingDirectory,
    AccountNames accounts,
    ICommandRunner commands)
{
    private const string StagedFile = "{file}";
    private readonly FileStaging _staging = new(stagingDirectory, accounts);

    /// <summary>Lets every daemon check the new content of its files; changes nothing.</summary>
    /// <exception cref="FileCheckException">Says every refusal, in the daemons' own words.</exception>
    public async Task CheckAsync(Plan plan, CancellationToken cancellation)
    {
        var refusals = await RefusalsAsync(plan, cancellation);
        if (!refusals.IsEmpty)
            throw new FileCheckException(refusals);
    }

    /// <summary>What the daemons say against the new content of their files; changes nothing.</summary>
    public async Task<ImmutableArray<FileRefusal>> RefusalsAsync(Plan plan, CancellationToken cancellation)
    {
        ManagedFile[] files = [.. plan.Changes.OfType<Change.WriteFile>().Select(static change => change.File)];
        if (!files.Any(static file => file.Check is not null))
            return [];
        _staging.Write(files);
        try
        {
            var answers = await Task.WhenAll(files.Select(file => RefusalAsync(file, cancellation)));
            return [.. answers.OfType<FileRefusal>()];
        }
        finally
        {
            _staging.Clear();
        }
    }

    /// <summary>Switches to the new files and removes the ones that are no longer wanted. Call after <see cref="CheckAsync"/>.</summary>
    public void Switch(DesiredState desired, Plan plan)
    {
        var wanted = desired.Files.Select(static file => file.Path).ToHashSet();
        // Written down before they exist: a run that stops half-way still knows what to remove.
        manifest.Write(manifest.Read().Union(wanted));
        foreach (var change in plan.Changes)
        {
            if (change is Change.WriteFile write)
                Write(write.File);
            else if (change is Change.RemoveFile remove)
                AtomicFile.Remove(root.Resolve(remove.Path));
        }
        manifest.Write([.. wanted]);
    }

    private void Write(ManagedFile file)
    {
        try
        {
            var owner = (accounts.UserId(file.Owner), accounts.GroupId(file.Group));
            AtomicFile.Write(root.Resolve(file.Path), file.Content, file.Mode, owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"writing {file.Path} failed: {e.Message}", e);
        }
    }

    /// <summary>A checker that cannot be started, or does not end, accepts nothing.</summary>
    private async Task<FileRefusal?> RefusalAsync(ManagedFile file, CancellationToken cancellation)
    {
        if (file.Check is null)
            return null;
        var staged = _staging.PathOf(file);
        var command = new Command(
            file.Check.Program,
            [.. file.Check.Arguments.Select(argument => argument.Replace(StagedFile, staged, StringComparison.Ordinal))]);
        try
        {
            await commands.RunCheckedAsync(command, cancellation);
            return null;
        }
        catch (CommandException e)
        {
            return new FileRefusal(file.Path, $"checking the new {file.Path}: {e.Message}");
        }
    }
}
