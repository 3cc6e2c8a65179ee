namespace Gateway.Planning.Configuration;

/// <summary><c>[[dns.block-list]]</c>: names that are not to be found. One of <see cref="Url"/> and <see cref="File"/> is set.</summary>
public sealed record BlockListConfig
{
    /// <summary>What it is called in status and logs, and where its last good copy is kept.</summary>
    public string Name { get; init; } = "";

    /// <summary>https; null: it is a file.</summary>
    public string? Url { get; init; }

    /// <summary>A file's name in the folder block-lists of the boot partition; null: it is fetched.</summary>
    public string? File { get; init; }
}

public enum BlockAnswer
{
    /// <summary>There is no such name.</summary>
    Nxdomain,

    /// <summary>The addresses 0.0.0.0 and ::, where nobody is.</summary>
    Zero,
}
