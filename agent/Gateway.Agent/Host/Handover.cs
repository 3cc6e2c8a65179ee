using Gateway.Agent.Files;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Host;

/// <summary>Hands the container its document, which only the container's root may read: the daemons there need not know what is in it.</summary>
public sealed class Handover(ContainerUser user, string path = HostPaths.Document, string blockLists = HostPaths.BlockLists)
{
    private readonly BlockListFolder _blockLists = new(blockLists);

    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Does nothing when the container has it, and while nobody knows who the container's root is.</summary>
    /// <param name="document">Null: the container is stopped, and the last one stays for nobody.</param>
    public void Give(StackDocument? document)
    {
        if (document is not null)
            _blockLists.Give(document.BlockFiles, Path.Join(Path.GetDirectoryName(path), "block-lists"));
        if (user.Id is { } root && !IsGiven(document))
            AtomicFile.Write(path, StackDocumentJson.ToText(document!), OwnerOnly, (root, root));
    }

    public bool IsGiven(StackDocument? document) =>
        document is null
        || (LinuxFile.Stat(path) is { } stat
            && stat.Mode == OwnerOnly
            && (user.Id is not { } root || (stat.Uid, stat.Gid) == (root, root))
            && File.ReadAllText(path) == StackDocumentJson.ToText(document));
}
