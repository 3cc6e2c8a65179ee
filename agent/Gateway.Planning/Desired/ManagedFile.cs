using System.Collections.Immutable;

namespace Gateway.Planning.Desired;

/// <summary>A file whose whole content the agent owns. Paths are absolute; the applier makes missing parents 0755 root:root.</summary>
public sealed record ManagedFile(string Path, string Content)
{
    public UnixFileMode Mode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    public string Owner { get; init; } = "root";
    public string Group { get; init; } = "root";

    /// <summary>True: only made when it is missing, and its daemon's own from then on.</summary>
    public bool Once { get; init; }

    /// <summary>The daemon's own checker; run on the new content, before anything is switched.</summary>
    public FileCheck? Check { get; init; }
}

/// <summary>A command that must exit 0 before a file is put in place; <c>{file}</c> in an argument is the staged copy's path.</summary>
public sealed record FileCheck(string Program, ImmutableArray<string> Arguments);
