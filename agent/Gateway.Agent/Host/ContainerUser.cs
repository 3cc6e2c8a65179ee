namespace Gateway.Agent.Host;

/// <summary>The host's user id of the container's root, known once LXD has made the container.</summary>
public sealed class ContainerUser
{
    private readonly TaskCompletionSource<uint> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<uint> Known => _known.Task;

    /// <summary>Null: not known yet.</summary>
    public uint? Id => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : null;

    /// <summary>The id map is fixed, so the first time counts.</summary>
    public void Learn(uint user) => _known.TrySetResult(user);
}
