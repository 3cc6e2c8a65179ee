namespace Gateway.Planning.Generations;

/// <summary>Where a generation came from.</summary>
public enum GenerationOrigin
{
    /// <summary>The operator's file on the boot partition.</summary>
    BootPartition,

    /// <summary><c>gateway apply</c>.</summary>
    Apply,

    /// <summary><c>gateway edit</c>.</summary>
    Edit,

    /// <summary><c>gateway rollback</c>.</summary>
    Rollback,

    /// <summary>Nobody confirmed in time, so the confirmed one came back.</summary>
    ConfirmRevert,

    /// <summary>A stick with a configuration on it.</summary>
    Stick,
}
