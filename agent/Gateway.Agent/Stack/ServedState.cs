using Gateway.Agent.Files;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>
/// What is served, for the container's next start: when it is given the same document and its files are the same, <c>gateway-serve.service</c>
/// starts the daemons at once, and the agent finds them running.
/// </summary>
/// <param name="directory">On the container's root, which the files that it speaks of are on too.</param>
public sealed class ServedState(string directory = StackPaths.Served)
{
    private const string Document = "stack.json";

    /// <summary>Writes nothing when nothing has changed.</summary>
    public void Keep(StackDocument document, DesiredState desired)
    {
        (string Name, string Content)[] files =
        [
            ("files", string.Concat(desired.Files.Where(static file => !file.Once).Select(static file => $"{ContentHash.Of(file.Content)}  {file.Path}\n"))),
            ("units", string.Concat(desired.Units.Where(IsService).Select(static unit => unit.Name + "\n"))),
            (Document, StackDocumentJson.ToText(document)),
        ];
        if (files.All(file => IsThere(file.Name, file.Content)))
            return;
        // Without its document the rest counts for nothing: it goes first and comes back last.
        AtomicFile.Remove(Path.Join(directory, Document));
        foreach (var (name, content) in files)
            AtomicFile.Write(Path.Join(directory, name), content, Host.Handover.OwnerOnly);
    }

    /// <summary>Rules and links have units of their own that systemd starts; forwarding waits for the agent.</summary>
    private static bool IsService(ManagedUnit unit) => unit is { Goal: UnitGoal.Running, Phase: UnitPhase.Service };

    private bool IsThere(string name, string content) =>
        Path.Join(directory, name) is var path && File.Exists(path) && File.ReadAllText(path) == content;
}
